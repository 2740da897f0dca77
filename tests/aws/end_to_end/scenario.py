"""What is done while things go wrong."""

from collections.abc import Callable
from dataclasses import dataclass

from client import ACCOUNT, IDENTITY_ACCOUNT
from program import Program

PROFILES = ("--profile", "vpn", "--identity-profile", "identity")
MORE = "  - { to: 10.0.77.0/24, groups: [VPN-Operations], description: One network more }\n"


@dataclass(frozen=True)
class Scenario:
    """`prepare` happens undisturbed; `command` is what goes wrong and is run again."""

    blueprint: str
    command: tuple[str, ...]
    prepare: Callable[[Program], object] = lambda program: None


def _changed(program: Program) -> None:
    """A rule more, an option and a tag changed."""
    program.deploy()
    program.edit("access:\n", "access:\n" + MORE)
    program.edit("client_cidr: 10.100.0.0/20\n", "client_cidr: 10.100.0.0/20\n  split_tunnel: true\n")
    program.edit("region: ap-northeast-1\n", "region: ap-northeast-1\ntags: { team: platform }\n")


def _replaced(program: Program) -> None:
    program.deploy()
    program.edit("client_cidr: 10.100.0.0/20", "client_cidr: 10.104.0.0/20")


def _accounts(program: Program) -> None:
    program.profiles(vpn=ACCOUNT, identity=IDENTITY_ACCOUNT)


def _two_stacks(program: Program) -> None:
    _accounts(program)
    program.deploy(*PROFILES)


# A certificate that is issued, three groups, routes: every step of a deployment.
WHOLE = "multi-group"
SCENARIOS = {
    "first": Scenario(WHOLE, ("deploy", "--yes")),
    "update": Scenario(WHOLE, ("deploy", "--yes"), _changed),
    "replacement": Scenario(WHOLE, ("deploy", "--yes", "--allow-replace", "Endpoint"), _replaced),
    "destroy": Scenario(WHOLE, ("destroy", "--yes", WHOLE), lambda program: program.deploy()),
    "accounts": Scenario("split-accounts", ("deploy", *PROFILES, "--yes"), _accounts),
    "accounts-destroy": Scenario("split-accounts", ("destroy", *PROFILES, "--yes", "split-accounts"), _two_stacks),
}
