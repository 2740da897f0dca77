"""AWS::IdentityStore::GroupMembership"""

from ...call import Call
from ..run import Work
from ..stack import Resource, Stack
from .base import Type, gone


class GroupMembership(Type):
    name = "AWS::IdentityStore::GroupMembership"

    def create(self, call: Call, resource: Resource, stack: Stack) -> Work:
        made = call.ask("identitystore", "CreateGroupMembership", **resource.properties)
        resource.physical_id = f"{made['MembershipId']}|{made['IdentityStoreId']}"
        resource.attributes = {"MembershipId": made["MembershipId"]}
        yield 2.0

    def delete(self, call: Call, resource: Resource) -> Work:
        name, store = resource.physical_id.split("|")
        key = {"IdentityStoreId": store, "MembershipId": name}
        gone("ResourceNotFoundException", call, "identitystore", "DeleteGroupMembership", **key)
        yield 2.0
