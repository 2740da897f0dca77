"""Who may do what: nothing is refused until a test says so."""

from fnmatch import fnmatchcase
from typing import Any

# Prefixes of actions that differ from botocore's names of services.
PREFIX = {"sso-admin": "sso", "service-quotas": "servicequotas"}
# Operations whose action has another name.
ACTION = {
    "s3:PutObject": "s3:PutObject", "s3:HeadBucket": "s3:ListBucket", "s3:ListObjectsV2": "s3:ListBucket",
    "s3:HeadObject": "s3:GetObject", "sts:GetCallerIdentity": None,
}


class Permissions:
    def __init__(self) -> None:
        self._allow: dict[str, list[str] | None] = {}
        self._deny: dict[str, list[str]] = {}

    def set(self, account: str, allow: list[str] | None = None, deny: list[str] | None = None) -> None:
        """`allow`: patterns such as `ec2:Describe*`; None allows everything. `deny` wins."""
        self._allow[account] = allow
        self._deny[account] = deny or []

    def allows(self, account: str, action: str | None) -> bool:
        if action is None:
            return True
        allow = self._allow.get(account)
        if any(_meets(action, pattern) for pattern in self._deny.get(account, [])):
            return False
        return allow is None or any(_meets(action, pattern) for pattern in allow)


def action(service: str, operation: str) -> str | None:
    name = f"{PREFIX.get(service, service)}:{operation}"
    return ACTION.get(name, name)


def _meets(action: str, pattern: Any) -> bool:
    return fnmatchcase(action.lower(), str(pattern).lower())
