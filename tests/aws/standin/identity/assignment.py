"""Who may use an application."""

from typing import Any

from ..call import Call
from ..error import AwsError
from ..service import operation
from .center import Center, of_application, page


@operation("sso-admin", "CreateApplicationAssignment")
def create(call: Call, parameters: dict[str, Any]) -> dict[str, Any]:
    center, key = _find(call, parameters)
    if key[2] not in (center.groups if key[1] == "GROUP" else center.users):
        raise AwsError("ResourceNotFoundException", f"{key[1]} {key[2]} not found")
    if key in center.assignments:
        raise AwsError("ConflictException", f"An assignment of {key[2]} to {key[0]} already exists")
    center.assignments[key] = None
    return {}


@operation("sso-admin", "DeleteApplicationAssignment")
def delete(call: Call, parameters: dict[str, Any]) -> dict[str, Any]:
    center, key = _find(call, parameters)
    if key not in center.assignments:
        raise AwsError("ResourceNotFoundException", f"No assignment of {key[2]} to {key[0]}")
    del center.assignments[key]
    return {}


@operation("sso-admin", "DescribeApplicationAssignment")
def describe(call: Call, parameters: dict[str, Any]) -> dict[str, Any]:
    center, key = _find(call, parameters)
    if key not in center.assignments:
        raise AwsError("ResourceNotFoundException", f"No assignment of {key[2]} to {key[0]}")
    return _item(key)


@operation("sso-admin", "ListApplicationAssignments")
def listing(call: Call, parameters: dict[str, Any]) -> dict[str, Any]:
    arn = parameters["ApplicationArn"]
    center = of_application(call, arn)
    items = [_item(key) for key in center.assignments if key[0] == arn]
    return page("ApplicationAssignments", items, parameters)


def _find(call: Call, parameters: dict[str, Any]) -> tuple[Center, tuple[str, str, str]]:
    key = parameters["ApplicationArn"], parameters["PrincipalType"], parameters["PrincipalId"]
    return of_application(call, key[0]), key


def _item(key: tuple[str, str, str]) -> dict[str, Any]:
    return {"ApplicationArn": key[0], "PrincipalType": key[1], "PrincipalId": key[2]}
