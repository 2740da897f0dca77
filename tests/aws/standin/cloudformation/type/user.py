"""AWS::IdentityStore::User"""

from typing import Any

from ...call import Call
from ..run import Work
from ..stack import Resource, Stack
from .base import Type, gone


class User(Type):
    name = "AWS::IdentityStore::User"

    def create(self, call: Call, resource: Resource, stack: Stack) -> Work:
        made = call.ask("identitystore", "CreateUser", **resource.properties)
        resource.physical_id = f"arn:aws:identitystore::{call.account}:user/{made['UserId']}"
        resource.attributes = {"UserId": made["UserId"], "Arn": resource.physical_id, "UserStatus": "ENABLED"}
        yield 2.0

    def update(self, call: Call, resource: Resource, before: dict[str, Any]) -> Work:
        now = resource.properties
        changes = [
            {"AttributePath": key[0].lower() + key[1:], "AttributeValue": now.get(key)}
            for key in ("DisplayName", "Name", "NickName", "Title") if now.get(key) != before.get(key)
        ]
        store = now["IdentityStoreId"]
        call.ask("identitystore", "UpdateUser", IdentityStoreId=store, UserId=resource.attributes["UserId"], Operations=changes)
        yield 2.0

    def delete(self, call: Call, resource: Resource) -> Work:
        key = {"IdentityStoreId": resource.properties["IdentityStoreId"], "UserId": resource.physical_id.rpartition("/")[2]}
        gone("ResourceNotFoundException", call, "identitystore", "DeleteUser", **key)
        yield 2.0
