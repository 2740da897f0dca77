"""Change sets: computed, described, executed."""

import uuid
from dataclasses import dataclass, field
from typing import Any

from ..call import Call
from ..error import AwsError
from ..service import operation
from . import difference, stack as stacks
from .operate import Operation
from .stack import Stack, moment
from .template import Template, invalid, parameter_values, read

COMPUTE = 5.0
UNCHANGED = "The submitted information didn't contain changes. Submit different information to create a change set."
CHANGES_A_PAGE = 100
UPDATABLE = ("CREATE_COMPLETE", "UPDATE_COMPLETE", "UPDATE_ROLLBACK_COMPLETE", "IMPORT_COMPLETE", "IMPORT_ROLLBACK_COMPLETE")


@dataclass
class ChangeSet:
    id: str
    name: str
    stack: Stack
    kind: str
    template: Template
    parameters: dict[str, str]
    tags: dict[str, str]
    created: float
    asked: dict[str, Any]
    status: str = "CREATE_PENDING"
    reason: str | None = None
    execution: str = "UNAVAILABLE"
    changes: list[dict[str, Any]] = field(default_factory=list)


@operation("cloudformation", "CreateChangeSet")
def create(call: Call, parameters: dict[str, Any]) -> dict[str, Any]:
    kind, name = parameters.get("ChangeSetType") or "UPDATE", parameters["ChangeSetName"]
    stack = stacks.find(call, parameters["StackName"])
    _allowed(stack, kind, parameters["StackName"], name)
    if parameters.get("UsePreviousTemplate") and stack and stack.template:
        template = stack.template
    else:
        template = read(call, parameters)
    if missing := [one for one in template.capabilities if not set(parameters.get("Capabilities") or []) & {one, "CAPABILITY_NAMED_IAM"}]:
        raise AwsError("InsufficientCapabilitiesException", f"Requires capabilities : [{', '.join(missing)}]")
    values = parameter_values(template, parameters.get("Parameters"), stack.parameters if stack else {})
    if stack is None:
        stack = stacks.new(call, parameters["StackName"])
        stack.set(call, "REVIEW_IN_PROGRESS", "User Initiated")
    for other in stack.change_sets.values():
        if other.name == name and other.status != "DELETE_COMPLETE":
            token = parameters.get("ClientToken")
            if token and token == other.asked.get("ClientToken"):
                return {"Id": other.id, "StackId": stack.id}
            raise AwsError("AlreadyExistsException", f"ChangeSet {name} cannot be created due to a mismatch with existing attribute Template")
    tags = {tag["Key"]: tag["Value"] for tag in parameters["Tags"]} if parameters.get("Tags") is not None else dict(stack.tags)
    arn = f"arn:aws:cloudformation:{call.region}:{call.account}:changeSet/{name}/{uuid.uuid4()}"
    found = ChangeSet(arn, name, stack, kind, template, values, tags, call.clock.now(), parameters)
    stack.change_sets[arn] = found
    call.clock.after(COMPUTE, lambda: _compute(call, found))
    return {"Id": arn, "StackId": stack.id}


def _allowed(stack: Stack | None, kind: str, name: str, change_set: str) -> None:
    if kind == "CREATE":
        if stack and stack.status != "REVIEW_IN_PROGRESS":
            raise invalid(f"Stack [{name}] already exists and cannot be created again with the changeSet [{change_set}].")
        return
    if stack is None:
        raise invalid(f"Stack [{name}] does not exist")
    if stack.status not in UPDATABLE:
        raise invalid(f"Stack:{stack.id} is in {stack.status} state and can not be updated.")


def _compute(call: Call, found: ChangeSet) -> None:
    if found.status.startswith("DELETE"):
        return
    stack = found.stack
    found.changes = difference.changes(stack, found.template, found.parameters, found.tags)
    if found.asked.get("ImportExistingResources"):
        _adopt(call, found)
    old = stack.template.outputs if stack.template else {}
    if not found.changes and found.template.outputs == old:
        found.status, found.reason = "FAILED", UNCHANGED
        return
    found.status, found.execution = "CREATE_COMPLETE", "AVAILABLE"


def _adopt(call: Call, found: ChangeSet) -> None:
    """Says Import where what is to be made exists already under its own name."""
    groups = call.world.moto.state("logs", call.account, call.region).groups
    for one in found.changes:
        change = one["ResourceChange"]
        properties = found.template.resources.get(change["LogicalResourceId"], {}).get("Properties", {})
        if change["Action"] == "Add" and properties.get("LogGroupName") in groups:
            change["Action"], change["PhysicalResourceId"] = "Import", properties["LogGroupName"]


@operation("cloudformation", "DescribeChangeSet")
def describe(call: Call, parameters: dict[str, Any]) -> dict[str, Any]:
    found = _find(call, parameters)
    start = int(parameters.get("NextToken") or 0)
    shown = found.changes[start : start + CHANGES_A_PAGE]
    if not parameters.get("IncludePropertyValues"):
        shown = [_without_values(one) for one in shown]
    answer = {
        **_summary(found), "Changes": shown,
        "Parameters": [{"ParameterKey": key, "ParameterValue": value} for key, value in found.parameters.items()],
        "Tags": [{"Key": key, "Value": value} for key, value in found.tags.items()],
        "Capabilities": found.asked.get("Capabilities") or [], "OnStackFailure": found.asked.get("OnStackFailure"),
    }
    if start + CHANGES_A_PAGE < len(found.changes):
        answer["NextToken"] = str(start + CHANGES_A_PAGE)
    return answer


def _without_values(change: dict[str, Any]) -> dict[str, Any]:
    hidden = ("BeforeValue", "AfterValue")
    details = [
        {**one, "Target": {key: value for key, value in one["Target"].items() if key not in hidden}}
        for one in change["ResourceChange"]["Details"]
    ]
    return {**change, "ResourceChange": {**change["ResourceChange"], "Details": details}}


@operation("cloudformation", "ListChangeSets")
def listing(call: Call, parameters: dict[str, Any]) -> dict[str, Any]:
    stack = stacks.find(call, parameters["StackName"])
    if stack is None:
        raise invalid(f"Stack [{parameters['StackName']}] does not exist")
    return {"Summaries": [_summary(one) for one in stack.change_sets.values() if one.status != "DELETE_COMPLETE"]}


@operation("cloudformation", "ExecuteChangeSet")
def execute(call: Call, parameters: dict[str, Any]) -> dict[str, Any]:
    found = _find(call, parameters)
    if found.execution != "AVAILABLE":
        text = f"ChangeSet [{found.id}] cannot be executed in its current execution status of [{found.execution}]"
        raise AwsError("InvalidChangeSetStatus", text)
    stack = found.stack
    if found.kind == "UPDATE" and stack.status not in UPDATABLE:
        raise invalid(f"Stack:{stack.id} is in {stack.status} state and can not be updated.")
    for other in stack.change_sets.values():
        other.execution = "OBSOLETE" if other is not found and other.execution == "AVAILABLE" else other.execution
    found.execution = "EXECUTE_IN_PROGRESS"
    stack.change_set_id, stack.token = found.id, parameters.get("ClientRequestToken")
    stack.capabilities = found.asked.get("Capabilities") or []
    run = Operation(
        call, stack, bool(parameters.get("RetainExceptOnCreate")), bool(found.asked.get("ImportExistingResources")),
        "DO_NOTHING" if parameters.get("DisableRollback") else found.asked.get("OnStackFailure") or "ROLLBACK",
    )
    call.clock.after(1.0, lambda: setattr(found, "execution", "EXECUTE_COMPLETE"))
    if found.kind == "CREATE":
        stack.template, stack.parameters, stack.tags = found.template, found.parameters, found.tags
        run.create()
    else:
        run.update(found.template, found.parameters, found.tags)
    return {}


@operation("cloudformation", "DeleteChangeSet")
def delete(call: Call, parameters: dict[str, Any]) -> dict[str, Any]:
    found = _find(call, parameters)
    if found.execution == "EXECUTE_IN_PROGRESS":
        raise AwsError("InvalidChangeSetStatus", f"ChangeSet [{found.id}] cannot be deleted in its current execution status")
    found.status, found.execution = "DELETE_COMPLETE", "UNAVAILABLE"
    del found.stack.change_sets[found.id]
    return {}


def _find(call: Call, parameters: dict[str, Any]) -> ChangeSet:
    name = parameters["ChangeSetName"]
    for stack in call.place.stacks.values():
        if name in stack.change_sets:
            return stack.change_sets[name]
    stack = stacks.find(call, parameters.get("StackName"))
    if stack is None:
        raise invalid(f"Stack [{parameters.get('StackName')}] does not exist")
    for one in stack.change_sets.values():
        if one.name == name:
            return one
    raise AwsError("ChangeSetNotFound", f"ChangeSet [{name}] does not exist", 404)


def _summary(found: ChangeSet) -> dict[str, Any]:
    return {
        "StackId": found.stack.id, "StackName": found.stack.name, "ChangeSetId": found.id, "ChangeSetName": found.name,
        "ExecutionStatus": found.execution, "Status": found.status, "StatusReason": found.reason,
        "CreationTime": moment(found.created), "Description": found.asked.get("Description"), "IncludeNestedStacks": False,
        "ImportExistingResources": bool(found.asked.get("ImportExistingResources")),
    }
