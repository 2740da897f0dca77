"""What `cvpn policy` allows is enough, and what it allows who only looks is what the commands call that look. The stand-in
knows actions, not the resources of a statement."""

import json
from pathlib import Path

import pytest
from client import ACCOUNT, IDENTITY_ACCOUNT, Aws
from program import Program
from standin.permission import action

PROFILES = ("--profile", "vpn", "--identity-profile", "identity")
BLUEPRINTS = ("quickstart", "multi-group", "split-accounts", "dns-validated", "mutual-and-sso", "transit-gateway", "zero-trust")


def allow(program: Program, purpose: str) -> set[str]:
    """Lets each account do what the policies of the blueprint say, and nothing else."""
    policies = json.loads(program.run("policy", "--for", purpose, "--format", "json").out)["policies"]
    actions: dict[str, set[str]] = {ACCOUNT: set(), IDENTITY_ACCOUNT: set()}
    for policy in policies:
        for statement in policy["document"]["Statement"]:
            actions[policy["account"]].update(statement["Action"])
    for account, allowed in actions.items():
        program.aws.post("permissions", {"account": account, "allow": sorted(allowed), "deny": []})
    return set().union(*actions.values())


def made(program: Program, blueprint: str) -> tuple[str, ...]:
    """How the commands of a blueprint are called."""
    if blueprint != "split-accounts":
        return ()
    program.profiles(vpn=ACCOUNT, identity=IDENTITY_ACCOUNT)
    return PROFILES


@pytest.mark.parametrize("blueprint", BLUEPRINTS)
def test_the_policies_are_enough_for_a_whole_life(aws: Aws, tmp_path: Path, blueprint: str) -> None:
    aws.world_for(blueprint)
    program = Program(aws, tmp_path, blueprint)
    profiles = made(program, blueprint)
    allow(program, "deploy")
    program.deploy(*profiles)
    program.edit("access:\n", "access:\n  - { to: 10.0.77.0/24, everyone: true, description: One network more }\n")
    program.deploy(*profiles)
    allow(program, "status")
    for command in (("diff",), ("status",), ("sessions",), ("profile", "-o", "corp.ovpn")):
        program.run(*command, *profiles)
    program.edit("One network more", "Another network")
    result = program.deploy(*profiles, code=None)
    assert result.code == 1 and "error[permission-missing]" in result.text, result.text
    program.edit("Another network", "One network more")
    allow(program, "deploy")
    program.run("destroy", *profiles, "--yes", blueprint)


def test_who_looks_is_allowed_what_those_commands_call_and_nothing_else(aws: Aws, tmp_path: Path) -> None:
    allowed: set[str] = set()
    called: set[str] = set()
    for blueprint in BLUEPRINTS:
        aws.post("reset")
        aws.world_for(blueprint)
        program = Program(aws, tmp_path / blueprint, blueprint)
        profiles = made(program, blueprint)
        if blueprint == "dns-validated":
            program.write("".join(line for line in program.text.splitlines(True) if "identity_store_id" not in line))
        program.deploy(*profiles)
        allowed |= allow(program, "status")
        aws.post("calls/clear")
        for command in (("diff",), ("status",), ("sessions",), ("profile", "-o", "corp.ovpn")):
            program.run(*command, *profiles, code=None)
        calls = [one for one in aws.get("calls") if one["via"] == "client"]
        called |= {action(one["service"], one["operation"]) or f"{one['service']}:{one['operation']}" for one in calls}
        for account in (ACCOUNT, IDENTITY_ACCOUNT):
            aws.post("permissions", {"account": account, "allow": None, "deny": []})
    assert allowed == called
