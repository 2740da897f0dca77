"""AWS::SSO::ApplicationAssignment"""

from ...call import Call
from ..run import Work
from ..stack import Resource, Stack
from .base import Type, gone


class ApplicationAssignment(Type):
    name = "AWS::SSO::ApplicationAssignment"

    def create(self, call: Call, resource: Resource, stack: Stack) -> Work:
        call.ask("sso-admin", "CreateApplicationAssignment", **resource.properties)
        keys = ("ApplicationArn", "PrincipalType", "PrincipalId")
        resource.physical_id = "|".join(resource.properties[key] for key in keys)
        yield 3.0

    def delete(self, call: Call, resource: Resource) -> Work:
        gone("ResourceNotFoundException", call, "sso-admin", "DeleteApplicationAssignment", **resource.properties)
        yield 3.0
