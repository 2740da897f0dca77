"""An instance of Identity Center: its store and its applications."""

import secrets
from dataclasses import dataclass, field
from typing import Any

from ..call import Call
from ..error import AwsError


@dataclass
class Center:
    account: str
    region: str
    instance_arn: str
    store_id: str
    applications: dict[str, dict[str, Any]] = field(default_factory=dict)
    # (application, principal type, principal id)
    assignments: dict[tuple[str, str, str], None] = field(default_factory=dict)
    groups: dict[str, dict[str, Any]] = field(default_factory=dict)
    users: dict[str, dict[str, Any]] = field(default_factory=dict)
    # By id: group and user.
    memberships: dict[str, tuple[str, str]] = field(default_factory=dict)


def of_caller(call: Call) -> list[Center]:
    """The instances that the caller's account owns in this Region."""
    return [one for one in call.world.centers if one.account == call.account and one.region == call.region]


def of_store(call: Call, parameters: dict[str, Any]) -> Center:
    for one in of_caller(call):
        if one.store_id == parameters["IdentityStoreId"]:
            return one
    raise AwsError("ResourceNotFoundException", f"IDENTITY_STORE not found: {parameters['IdentityStoreId']}")


def of_instance(call: Call, arn: str) -> Center:
    for one in of_caller(call):
        if one.instance_arn == arn:
            return one
    raise AwsError("ResourceNotFoundException", f"Instance {arn} not found")


def of_application(call: Call, arn: str) -> Center:
    for one in of_caller(call):
        if arn in one.applications:
            return one
    raise AwsError("ResourceNotFoundException", f"Application {arn} not found")


def new_guid() -> str:
    """An id as the store gives them."""
    digits = secrets.token_hex(16)
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


def page(name: str, items: list[dict[str, Any]], parameters: dict[str, Any]) -> dict[str, Any]:
    size, start = int(parameters.get("MaxResults") or 100), int(parameters.get("NextToken") or 0)
    answer: dict[str, Any] = {name: items[start : start + size]}
    if start + size < len(items):
        answer["NextToken"] = str(start + size)
    return answer
