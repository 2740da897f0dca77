"""Instances of Identity Center."""

from typing import Any

from ..call import Call
from ..service import operation
from .center import Center, of_caller, of_instance, page


@operation("sso-admin", "ListInstances")
def listing(call: Call, parameters: dict[str, Any]) -> dict[str, Any]:
    return page("Instances", [_item(one) for one in of_caller(call)], parameters)


@operation("sso-admin", "DescribeInstance")
def describe(call: Call, parameters: dict[str, Any]) -> dict[str, Any]:
    return _item(of_instance(call, parameters["InstanceArn"]))


def _item(center: Center) -> dict[str, Any]:
    return {
        "InstanceArn": center.instance_arn, "IdentityStoreId": center.store_id, "OwnerAccountId": center.account,
        "Status": "ACTIVE", "PrimaryRegion": center.region,
    }
