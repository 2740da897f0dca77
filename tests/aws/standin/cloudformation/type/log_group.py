"""AWS::Logs::LogGroup"""

from typing import Any

from ...call import Call
from ..run import Work
from ..stack import Resource, Stack
from .base import Type, gone


class LogGroup(Type):
    name = "AWS::Logs::LogGroup"

    def create(self, call: Call, resource: Resource, stack: Stack) -> Work:
        properties = resource.properties
        name = properties.get("LogGroupName") or f"{stack.name}-{resource.logical_id}"
        options = {"kmsKeyId": properties["KmsKeyId"]} if "KmsKeyId" in properties else {}
        if tags := properties.get("Tags"):
            options["tags"] = {tag["Key"]: tag["Value"] for tag in tags}
        call.ask("logs", "CreateLogGroup", logGroupName=name, **options)
        self._named(call, resource, name)
        yield 3.0
        if days := properties.get("RetentionInDays"):
            call.ask("logs", "PutRetentionPolicy", logGroupName=name, retentionInDays=days)

    def adopt(self, call: Call, resource: Resource) -> bool:
        name = resource.properties.get("LogGroupName")
        if name not in call.world.moto.state("logs", call.account, call.region).groups:
            return False
        self._named(call, resource, name)
        if days := resource.properties.get("RetentionInDays"):
            call.ask("logs", "PutRetentionPolicy", logGroupName=name, retentionInDays=days)
        return True

    def _named(self, call: Call, resource: Resource, name: str) -> None:
        resource.physical_id = name
        resource.attributes = {"Arn": f"arn:aws:logs:{call.region}:{call.account}:log-group:{name}:*"}

    def update(self, call: Call, resource: Resource, before: dict[str, Any]) -> Work:
        name, now = resource.physical_id, resource.properties
        if now.get("RetentionInDays") != before.get("RetentionInDays"):
            if days := now.get("RetentionInDays"):
                call.ask("logs", "PutRetentionPolicy", logGroupName=name, retentionInDays=days)
            else:
                call.ask("logs", "DeleteRetentionPolicy", logGroupName=name)
        if now.get("KmsKeyId") != before.get("KmsKeyId"):
            if key := now.get("KmsKeyId"):
                call.ask("logs", "AssociateKmsKey", logGroupName=name, kmsKeyId=key)
            else:
                call.ask("logs", "DisassociateKmsKey", logGroupName=name)
        if now.get("Tags") and now.get("Tags") != before.get("Tags"):
            call.ask("logs", "TagLogGroup", logGroupName=name, tags={tag["Key"]: tag["Value"] for tag in now["Tags"]})
        yield 3.0

    def delete(self, call: Call, resource: Resource) -> Work:
        gone("ResourceNotFoundException", call, "logs", "DeleteLogGroup", logGroupName=resource.physical_id)
        yield 3.0
