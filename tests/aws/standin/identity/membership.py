"""Who is in which group."""

from typing import Any

from ..call import Call
from ..error import AwsError
from ..service import operation
from .center import Center, new_guid, of_store, page


@operation("identitystore", "CreateGroupMembership")
def create(call: Call, parameters: dict[str, Any]) -> dict[str, Any]:
    center = of_store(call, parameters)
    group, user = parameters["GroupId"], parameters["MemberId"]["UserId"]
    if group not in center.groups:
        raise AwsError("ResourceNotFoundException", "GROUP not found.")
    if user not in center.users:
        raise AwsError("ResourceNotFoundException", "USER not found.")
    if (group, user) in center.memberships.values():
        raise AwsError("ConflictException", "Member and Group relationship already exists.")
    name = new_guid()
    center.memberships[name] = group, user
    return {"MembershipId": name, "IdentityStoreId": center.store_id}


@operation("identitystore", "DescribeGroupMembership")
def describe(call: Call, parameters: dict[str, Any]) -> dict[str, Any]:
    center = of_store(call, parameters)
    return _item(center, _find(center, parameters["MembershipId"]))


@operation("identitystore", "GetGroupMembershipId")
def get_id(call: Call, parameters: dict[str, Any]) -> dict[str, Any]:
    center = of_store(call, parameters)
    wanted = parameters["GroupId"], parameters["MemberId"]["UserId"]
    for name, pair in center.memberships.items():
        if pair == wanted:
            return {"MembershipId": name, "IdentityStoreId": center.store_id}
    raise AwsError("ResourceNotFoundException", "MEMBERSHIP not found.")


@operation("identitystore", "DeleteGroupMembership")
def delete(call: Call, parameters: dict[str, Any]) -> None:
    center = of_store(call, parameters)
    del center.memberships[_find(center, parameters["MembershipId"])]


@operation("identitystore", "ListGroupMemberships")
def of_group(call: Call, parameters: dict[str, Any]) -> dict[str, Any]:
    center = of_store(call, parameters)
    found = [_item(center, name) for name, (group, _) in center.memberships.items() if group == parameters["GroupId"]]
    return page("GroupMemberships", found, parameters)


@operation("identitystore", "ListGroupMembershipsForMember")
def of_member(call: Call, parameters: dict[str, Any]) -> dict[str, Any]:
    center = of_store(call, parameters)
    wanted = parameters["MemberId"]["UserId"]
    found = [_item(center, name) for name, (_, user) in center.memberships.items() if user == wanted]
    return page("GroupMemberships", found, parameters)


def _find(center: Center, name: str) -> str:
    if name not in center.memberships:
        raise AwsError("ResourceNotFoundException", "MEMBERSHIP not found.")
    return name


def _item(center: Center, name: str) -> dict[str, Any]:
    group, user = center.memberships[name]
    return {"IdentityStoreId": center.store_id, "MembershipId": name, "GroupId": group, "MemberId": {"UserId": user}}
