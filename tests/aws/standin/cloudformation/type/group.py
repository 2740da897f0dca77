"""AWS::IdentityStore::Group"""

from typing import Any

from ...call import Call
from ..run import Work
from ..stack import Resource, Stack
from .base import Type, gone


class Group(Type):
    name = "AWS::IdentityStore::Group"

    def create(self, call: Call, resource: Resource, stack: Stack) -> Work:
        made = call.ask("identitystore", "CreateGroup", **resource.properties)
        resource.physical_id = f"{made['GroupId']}|{made['IdentityStoreId']}"
        resource.attributes = {"GroupId": made["GroupId"]}
        yield 2.0

    def update(self, call: Call, resource: Resource, before: dict[str, Any]) -> Work:
        changes = [
            {"AttributePath": path, "AttributeValue": resource.properties.get(key)}
            for key, path in (("DisplayName", "displayName"), ("Description", "description"))
            if resource.properties.get(key) != before.get(key)
        ]
        store = resource.properties["IdentityStoreId"]
        call.ask("identitystore", "UpdateGroup", IdentityStoreId=store, GroupId=resource.attributes["GroupId"], Operations=changes)
        yield 2.0

    def delete(self, call: Call, resource: Resource) -> Work:
        group, store = resource.physical_id.split("|")
        gone("ResourceNotFoundException", call, "identitystore", "DeleteGroup", IdentityStoreId=store, GroupId=group)
        yield 2.0
