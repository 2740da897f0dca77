"""AWS::CloudWatch::Alarm"""

from typing import Any

from ...call import Call
from ..run import Work
from ..stack import Resource, Stack
from .base import Type


class Alarm(Type):
    name = "AWS::CloudWatch::Alarm"

    def create(self, call: Call, resource: Resource, stack: Stack) -> Work:
        name = resource.properties.get("AlarmName") or f"{stack.name}-{resource.logical_id}"
        call.ask("cloudwatch", "PutMetricAlarm", **{**resource.properties, "AlarmName": name})
        resource.physical_id = name
        resource.attributes = {"Arn": f"arn:aws:cloudwatch:{call.region}:{call.account}:alarm:{name}"}
        yield 2.0

    def update(self, call: Call, resource: Resource, before: dict[str, Any]) -> Work:
        call.ask("cloudwatch", "PutMetricAlarm", **{**resource.properties, "AlarmName": resource.physical_id})
        yield 2.0

    def delete(self, call: Call, resource: Resource) -> Work:
        call.ask("cloudwatch", "DeleteAlarms", AlarmNames=[resource.physical_id])
        yield 2.0
