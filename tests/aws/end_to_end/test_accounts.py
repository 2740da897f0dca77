"""A VPN in one account, Identity Center in another: two sets of credentials."""

from pathlib import Path

import pytest
from client import ACCOUNT, IDENTITY_ACCOUNT, Aws
from program import Program, inventory

PROFILES = ("--profile", "vpn", "--identity-profile", "identity")


@pytest.fixture
def split(aws: Aws, tmp_path: Path) -> Program:
    aws.world_for("split-accounts")
    program = Program(aws, tmp_path, "split-accounts")
    program.profiles(vpn=ACCOUNT, identity=IDENTITY_ACCOUNT)
    return program


def test_each_stack_is_made_in_its_account(split: Program) -> None:
    split.deploy(*PROFILES)
    state = split.aws.get("state")
    assert [one["status"] for one in state[ACCOUNT]["ap-northeast-1"]["stacks"]] == ["CREATE_COMPLETE"]
    assert [one["status"] for one in state[IDENTITY_ACCOUNT]["us-east-1"]["stacks"]] == ["CREATE_COMPLETE"]
    assert len(state["centers"][0]["assignments"]) == 2
    before = inventory(split.aws)
    split.deploy(*PROFILES)
    assert inventory(split.aws) == before
    split.run("destroy", *PROFILES, "--yes", "split-accounts")
    state = split.aws.get("state")
    assert state[ACCOUNT]["ap-northeast-1"]["stacks"] == state[IDENTITY_ACCOUNT]["us-east-1"]["stacks"] == []


def test_a_named_profile_counts_and_not_what_is_in_the_environment(split: Program) -> None:
    split.more = {"AWS_ACCESS_KEY_ID": "AKIA999999999999TEST", "AWS_SECRET_ACCESS_KEY": "none"}
    split.deploy(*PROFILES)
    assert split.aws.place()["stacks"]


def test_credentials_of_the_wrong_account_change_nothing(split: Program) -> None:
    before = inventory(split.aws)
    result = split.deploy("--profile", "identity", "--identity-profile", "identity", code=None)
    assert result.code != 0
    assert ACCOUNT in result.text and IDENTITY_ACCOUNT in result.text
    split.aws.get("state")
    assert [one for one in split.aws.get("calls") if one["operation"].startswith(("Create", "Import", "Execute"))] == []
    assert {key: one for key, one in inventory(split.aws).items() if key in before} == before


@pytest.mark.parametrize("command", ["diff", "status", "destroy", "sessions", "profile"])
def test_nothing_seems_to_be_absent_with_credentials_of_another_account(split: Program, command: str) -> None:
    split.deploy(*PROFILES)
    before = inventory(split.aws)
    more = {"destroy": ("--yes", "split-accounts"), "profile": ("-o", "corp.ovpn")}.get(command, ())
    result = split.run(command, "--profile", "identity", "--identity-profile", "identity", *more, code=1)
    assert "account-differs" in result.text
    assert inventory(split.aws) == before


def test_one_account_without_the_other_changes_nothing_of_the_vpn(split: Program) -> None:
    result = split.deploy("--profile", "vpn", code=None)
    assert result.code != 0
    assert IDENTITY_ACCOUNT in result.text
    assert split.aws.place()["endpoints"] == []
