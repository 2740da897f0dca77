"""AWS::IAM::SAMLProvider"""

from typing import Any

from ...call import Call
from ..run import Work
from ..stack import Resource, Stack
from .base import Type, gone


class SamlProvider(Type):
    name = "AWS::IAM::SAMLProvider"

    def create(self, call: Call, resource: Resource, stack: Stack) -> Work:
        properties = resource.properties
        made = call.ask(
            "iam", "CreateSAMLProvider", Name=properties.get("Name") or f"{stack.name}-{resource.logical_id}",
            SAMLMetadataDocument=properties["SamlMetadataDocument"], Tags=properties.get("Tags", []),
        )
        resource.physical_id = made["SAMLProviderArn"]
        resource.attributes = {"Arn": resource.physical_id}
        yield 2.0

    def update(self, call: Call, resource: Resource, before: dict[str, Any]) -> Work:
        arn, now = resource.physical_id, resource.properties
        if now["SamlMetadataDocument"] != before["SamlMetadataDocument"]:
            call.ask("iam", "UpdateSAMLProvider", SAMLProviderArn=arn, SAMLMetadataDocument=now["SamlMetadataDocument"])
        keys = {tag["Key"] for tag in now.get("Tags", [])}
        old = [tag["Key"] for tag in before.get("Tags", []) if tag["Key"] not in keys]
        if old:
            call.ask("iam", "UntagSAMLProvider", SAMLProviderArn=arn, TagKeys=old)
        if now.get("Tags", []) != before.get("Tags", []) and now.get("Tags"):
            call.ask("iam", "TagSAMLProvider", SAMLProviderArn=arn, Tags=now["Tags"])
        yield 2.0

    def delete(self, call: Call, resource: Resource) -> Work:
        gone("NoSuchEntity", call, "iam", "DeleteSAMLProvider", SAMLProviderArn=resource.physical_id)
        yield 2.0
