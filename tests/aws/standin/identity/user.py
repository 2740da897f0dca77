"""Users of the identity store, each with a name and an address of its own."""

from typing import Any

from ..call import Call
from ..error import AwsError
from ..service import operation
from .center import Center, new_guid, of_store, page

FIELDS = ("UserName", "DisplayName", "Name", "Emails", "NickName", "Title", "UserType", "Locale", "Timezone")


@operation("identitystore", "CreateUser")
def create(call: Call, parameters: dict[str, Any]) -> dict[str, Any]:
    center = of_store(call, parameters)
    if len(parameters.get("Emails") or []) > 1:
        raise AwsError("ValidationException", "A user can have at most one email address")
    for other in center.users.values():
        if other["UserName"] == parameters.get("UserName"):
            raise AwsError("ConflictException", "Duplicate UserName")
        if _email(parameters) and _email(other) == _email(parameters):
            raise AwsError("ConflictException", "Duplicate email address")
    user = {"UserId": new_guid(), "IdentityStoreId": center.store_id}
    user |= {key: parameters[key] for key in FIELDS if parameters.get(key) is not None}
    center.users[user["UserId"]] = user
    return {"UserId": user["UserId"], "IdentityStoreId": center.store_id}


@operation("identitystore", "UpdateUser")
def update(call: Call, parameters: dict[str, Any]) -> None:
    user = _find(of_store(call, parameters), parameters["UserId"])
    for change in parameters["Operations"]:
        first, _, rest = change["AttributePath"].partition(".")
        names = {key.lower(): key for key in FIELDS}
        key = names[first.lower()]
        if rest:
            user.setdefault(key, {})[rest[0].upper() + rest[1:]] = change.get("AttributeValue")
        else:
            user[key] = change.get("AttributeValue")


@operation("identitystore", "DescribeUser")
def describe(call: Call, parameters: dict[str, Any]) -> dict[str, Any]:
    return _find(of_store(call, parameters), parameters["UserId"])


@operation("identitystore", "DeleteUser")
def delete(call: Call, parameters: dict[str, Any]) -> None:
    center = of_store(call, parameters)
    name = _find(center, parameters["UserId"])["UserId"]
    del center.users[name]
    for key in [key for key, (_, user) in center.memberships.items() if user == name]:
        del center.memberships[key]


@operation("identitystore", "GetUserId")
def get_id(call: Call, parameters: dict[str, Any]) -> dict[str, Any]:
    center = of_store(call, parameters)
    unique = (parameters.get("AlternateIdentifier") or {}).get("UniqueAttribute") or {}
    path, value = unique.get("AttributePath", "").lower(), unique.get("AttributeValue")
    for user in center.users.values():
        if value == (user["UserName"] if path == "username" else _email(user)):
            return {"UserId": user["UserId"], "IdentityStoreId": center.store_id}
    raise AwsError("ResourceNotFoundException", "USER not found.")


@operation("identitystore", "ListUsers")
def listing(call: Call, parameters: dict[str, Any]) -> dict[str, Any]:
    center = of_store(call, parameters)
    wanted = [one["AttributeValue"] for one in parameters.get("Filters") or []]
    return page("Users", [one for one in center.users.values() if not wanted or one["UserName"] in wanted], parameters)


def _find(center: Center, name: str) -> dict[str, Any]:
    if name not in center.users:
        raise AwsError("ResourceNotFoundException", "USER not found.")
    return center.users[name]


def _email(user: dict[str, Any]) -> str | None:
    return next((one.get("Value") for one in user.get("Emails") or []), None)
