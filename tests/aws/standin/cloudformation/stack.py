"""Stacks, what stands in them, and what happened to them."""

import datetime
import json
import uuid
from dataclasses import dataclass, field
from typing import Any

from ..call import Call
from .template import Template

IN_PROGRESS = "_IN_PROGRESS"


@dataclass
class Resource:
    logical_id: str
    type: str
    # As the template says it, and what came of it.
    declared: dict[str, Any] = field(default_factory=dict)
    properties: dict[str, Any] = field(default_factory=dict)
    physical_id: str | None = None
    attributes: dict[str, Any] = field(default_factory=dict)
    needs: set[str] = field(default_factory=set)
    status: str = ""
    reason: str | None = None
    changed: float = 0.0

    @property
    def retained(self) -> bool:
        return self.declared.get("DeletionPolicy") in ("Retain", "RetainExceptOnCreate")


@dataclass
class Stack:
    account: str
    region: str
    name: str
    id: str
    created: float
    status: str = "REVIEW_IN_PROGRESS"
    reason: str | None = None
    template: Template | None = None
    parameters: dict[str, str] = field(default_factory=dict)
    tags: dict[str, str] = field(default_factory=dict)
    resources: dict[str, Resource] = field(default_factory=dict)
    outputs: dict[str, Any] = field(default_factory=dict)
    change_sets: dict[str, Any] = field(default_factory=dict)
    events: list[dict[str, Any]] = field(default_factory=list)
    capabilities: list[str] = field(default_factory=list)
    policy: dict[str, Any] | None = None
    protected: bool = False
    updated: float | None = None
    deleted: float | None = None
    change_set_id: str | None = None
    token: str | None = None

    @property
    def busy(self) -> bool:
        return self.status.endswith(IN_PROGRESS) and self.status != "REVIEW_IN_PROGRESS"

    def set(self, call: Call, status: str, reason: str | None = None) -> None:
        """The stack's own state, with an event."""
        self.status, self.reason = status, reason
        self._event(call, self.name, self.id, "AWS::CloudFormation::Stack", status, reason, None)

    def note(self, call: Call, resource: Resource, status: str, reason: str | None = None) -> None:
        """The state of a resource, with an event."""
        resource.status, resource.reason, resource.changed = status, reason, call.clock.now()
        self._event(call, resource.logical_id, resource.physical_id or "", resource.type, status, reason, resource.properties)

    def _event(
        self, call: Call, logical_id: str, physical_id: str, type_name: str, status: str, reason: str | None,
        properties: dict[str, Any] | None,
    ) -> None:
        event = {
            "StackId": self.id, "StackName": self.name, "LogicalResourceId": logical_id, "PhysicalResourceId": physical_id,
            "EventId": f"{logical_id}-{status}-{uuid.uuid4()}", "ResourceType": type_name, "ResourceStatus": status,
            "Timestamp": moment(call.clock.now()), "ClientRequestToken": self.token,
        }
        if reason:
            event["ResourceStatusReason"] = reason
        if properties is not None:
            event["ResourceProperties"] = json.dumps(properties)
        self.events.append(event)


def moment(seconds: float) -> datetime.datetime:
    return datetime.datetime.fromtimestamp(seconds, datetime.UTC)


def new(call: Call, name: str) -> Stack:
    stack_id = f"arn:aws:cloudformation:{call.region}:{call.account}:stack/{name}/{uuid.uuid4()}"
    stack = Stack(call.account, call.region, name, stack_id, call.clock.now())
    call.place.stacks[stack_id] = stack
    return stack


def find(call: Call, name: str | None, deleted: bool = False) -> Stack | None:
    """By name, if it is not deleted, or by id."""
    if name in call.place.stacks:
        return call.place.stacks[name]
    for stack in call.place.stacks.values():
        if stack.name == name and (deleted or stack.status != "DELETE_COMPLETE"):
            return stack
    return None
