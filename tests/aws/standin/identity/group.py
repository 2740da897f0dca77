"""Groups of the identity store, each with a name of its own."""

from typing import Any

from ..call import Call
from ..error import AwsError
from ..service import operation
from .center import Center, new_guid, of_store, page

RESERVED = ("Administrator", "AWSAdministrators")


@operation("identitystore", "CreateGroup")
def create(call: Call, parameters: dict[str, Any]) -> dict[str, Any]:
    center = of_store(call, parameters)
    name = parameters.get("DisplayName")
    if name in RESERVED:
        raise AwsError("ValidationException", f"The name {name} is reserved")
    _unused(center, name, None)
    group = {"GroupId": new_guid(), "IdentityStoreId": center.store_id, "DisplayName": name}
    if parameters.get("Description"):
        group["Description"] = parameters["Description"]
    center.groups[group["GroupId"]] = group
    return {"GroupId": group["GroupId"], "IdentityStoreId": center.store_id}


@operation("identitystore", "UpdateGroup")
def update(call: Call, parameters: dict[str, Any]) -> None:
    center = of_store(call, parameters)
    group = _find(center, parameters["GroupId"])
    for change in parameters["Operations"]:
        key = {"displayname": "DisplayName", "description": "Description"}[change["AttributePath"].lower()]
        if key == "DisplayName":
            _unused(center, change.get("AttributeValue"), group["GroupId"])
        group[key] = change.get("AttributeValue")


@operation("identitystore", "DescribeGroup")
def describe(call: Call, parameters: dict[str, Any]) -> dict[str, Any]:
    return _find(of_store(call, parameters), parameters["GroupId"])


@operation("identitystore", "DeleteGroup")
def delete(call: Call, parameters: dict[str, Any]) -> None:
    center = of_store(call, parameters)
    name = _find(center, parameters["GroupId"])["GroupId"]
    del center.groups[name]
    for key in [key for key, (group, _) in center.memberships.items() if group == name]:
        del center.memberships[key]
    for key in [key for key in center.assignments if key[2] == name]:
        del center.assignments[key]


@operation("identitystore", "GetGroupId")
def get_id(call: Call, parameters: dict[str, Any]) -> dict[str, Any]:
    center = of_store(call, parameters)
    unique = (parameters.get("AlternateIdentifier") or {}).get("UniqueAttribute") or {}
    for group in center.groups.values():
        if unique.get("AttributePath", "").lower() == "displayname" and group["DisplayName"] == unique["AttributeValue"]:
            return {"GroupId": group["GroupId"], "IdentityStoreId": center.store_id}
    raise AwsError("ResourceNotFoundException", "GROUP not found.")


@operation("identitystore", "ListGroups")
def listing(call: Call, parameters: dict[str, Any]) -> dict[str, Any]:
    center = of_store(call, parameters)
    wanted = [one["AttributeValue"] for one in parameters.get("Filters") or []]
    return page("Groups", [one for one in center.groups.values() if not wanted or one["DisplayName"] in wanted], parameters)


def _find(center: Center, name: str) -> dict[str, Any]:
    if name not in center.groups:
        raise AwsError("ResourceNotFoundException", "GROUP not found.")
    return center.groups[name]


def _unused(center: Center, name: Any, by: str | None) -> None:
    if any(one["DisplayName"] == name and one["GroupId"] != by for one in center.groups.values()):
        raise AwsError("ConflictException", "Duplicate GroupDisplayName")
