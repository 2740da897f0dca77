"""Stacks: described, deleted."""

from typing import Any

from ..call import Call
from ..service import operation
from . import stack as model
from .operate import Operation
from .stack import Resource, Stack, moment
from .template import invalid

EVENTS_A_PAGE = 100


def required(call: Call, name: str, text: str = "Stack with id {} does not exist") -> Stack:
    found = model.find(call, name)
    if found is None:
        raise invalid(text.format(name))
    return found


@operation("cloudformation", "DescribeStacks")
def describe(call: Call, parameters: dict[str, Any]) -> dict[str, Any]:
    if name := parameters.get("StackName"):
        return {"Stacks": [_item(required(call, name))]}
    return {"Stacks": [_item(one) for one in call.place.stacks.values() if one.status != "DELETE_COMPLETE"]}


def _item(stack: Stack) -> dict[str, Any]:
    declared = stack.template.outputs if stack.template else {}
    outputs = [
        {"OutputKey": key, "OutputValue": str(value), "Description": declared.get(key, {}).get("Description")}
        for key, value in stack.outputs.items()
    ]
    item = {
        "StackId": stack.id, "StackName": stack.name, "CreationTime": moment(stack.created), "StackStatus": stack.status,
        "StackStatusReason": stack.reason, "Outputs": outputs, "DisableRollback": False, "ChangeSetId": stack.change_set_id,
        "Description": stack.template.description if stack.template else None, "Capabilities": stack.capabilities,
        "Parameters": [{"ParameterKey": key, "ParameterValue": value} for key, value in stack.parameters.items()],
        "Tags": [{"Key": key, "Value": value} for key, value in stack.tags.items()],
        "EnableTerminationProtection": stack.protected, "NotificationARNs": [], "RollbackConfiguration": {},
        "DriftInformation": {"StackDriftStatus": "NOT_CHECKED"},
    }
    if stack.updated:
        item["LastUpdatedTime"] = moment(stack.updated)
    if stack.deleted:
        item["DeletionTime"] = moment(stack.deleted)
    return item


@operation("cloudformation", "ListStacks")
def listing(call: Call, parameters: dict[str, Any]) -> dict[str, Any]:
    wanted = parameters.get("StackStatusFilter")
    kept = ("StackId", "StackName", "CreationTime", "LastUpdatedTime", "DeletionTime", "StackStatus", "StackStatusReason")
    items = [_item(one) for one in call.place.stacks.values() if not wanted or one.status in wanted]
    return {"StackSummaries": [{key: item[key] for key in kept if key in item} for item in items]}


@operation("cloudformation", "DescribeStackEvents")
def events(call: Call, parameters: dict[str, Any]) -> dict[str, Any]:
    name = parameters["StackName"]
    stack = required(call, name, "Stack [{}] does not exist")
    newest_first, start = list(reversed(stack.events)), 0
    if token := parameters.get("NextToken"):
        # A page begins after an event, so that new ones do not shift it.
        start = next(place for place, event in enumerate(newest_first) if event["EventId"] == token) + 1
    shown = newest_first[start : start + EVENTS_A_PAGE]
    answer: dict[str, Any] = {"StackEvents": shown}
    if start + EVENTS_A_PAGE < len(newest_first):
        answer["NextToken"] = shown[-1]["EventId"]
    return answer


@operation("cloudformation", "DescribeStackResources")
def resources(call: Call, parameters: dict[str, Any]) -> dict[str, Any]:
    name, wanted = parameters.get("StackName"), parameters.get("PhysicalResourceId")
    if wanted:
        for stack in call.place.stacks.values():
            if any(one.physical_id == wanted for one in stack.resources.values()):
                name = stack.id
    stack = required(call, name, "Stack with id {} does not exist")
    logical_id = parameters.get("LogicalResourceId")
    found = [_resource(stack, one) for one in stack.resources.values() if logical_id in (None, one.logical_id)]
    return {"StackResources": found[:100]}


@operation("cloudformation", "DescribeStackResource")
def resource(call: Call, parameters: dict[str, Any]) -> dict[str, Any]:
    stack, name = required(call, parameters["StackName"], "Stack '{}' does not exist"), parameters["LogicalResourceId"]
    if name not in stack.resources:
        raise invalid(f"Resource {name} does not exist for stack {stack.name}")
    item = _resource(stack, stack.resources[name])
    item["LastUpdatedTimestamp"] = item.pop("Timestamp")
    return {"StackResourceDetail": item}


@operation("cloudformation", "ListStackResources")
def list_resources(call: Call, parameters: dict[str, Any]) -> dict[str, Any]:
    stack = required(call, parameters["StackName"], "Stack with id {} does not exist")
    start, items = int(parameters.get("NextToken") or 0), []
    # AWS promises no order. By name, what a reader of one page alone would miss is at the end.
    for _, one in sorted(stack.resources.items()):
        item = _resource(stack, one)
        item["LastUpdatedTimestamp"] = item.pop("Timestamp")
        items.append({key: value for key, value in item.items() if key not in ("StackId", "StackName")})
    answer: dict[str, Any] = {"StackResourceSummaries": items[start : start + 100]}
    if start + 100 < len(items):
        answer["NextToken"] = str(start + 100)
    return answer


def _resource(stack: Stack, one: Resource) -> dict[str, Any]:
    return {
        "StackName": stack.name, "StackId": stack.id, "LogicalResourceId": one.logical_id, "PhysicalResourceId": one.physical_id,
        "ResourceType": one.type, "Timestamp": moment(one.changed), "ResourceStatus": one.status,
        "ResourceStatusReason": one.reason, "DriftInformation": {"StackResourceDriftStatus": "NOT_CHECKED"},
    }


@operation("cloudformation", "GetTemplate")
def template(call: Call, parameters: dict[str, Any]) -> dict[str, Any]:
    if name := parameters.get("ChangeSetName"):
        for stack in call.place.stacks.values():
            for one in stack.change_sets.values():
                if name in (one.id, one.name):
                    return {"TemplateBody": one.template.text, "StagesAvailable": ["Original", "Processed"]}
    stack = required(call, parameters["StackName"])
    return {"TemplateBody": stack.template.text if stack.template else "", "StagesAvailable": ["Original", "Processed"]}


@operation("cloudformation", "DeleteStack")
def delete(call: Call, parameters: dict[str, Any]) -> dict[str, Any]:
    stack = model.find(call, parameters["StackName"])
    if stack is None or stack.status in ("DELETE_COMPLETE", "DELETE_IN_PROGRESS"):
        return {}
    if stack.protected:
        raise invalid(f"Stack [{stack.name}] cannot be deleted while TerminationProtection is enabled")
    if stack.busy and stack.status != "CREATE_IN_PROGRESS":
        raise invalid(f"Stack [{stack.id}] cannot be deleted while in status {stack.status}")
    stack.token = parameters.get("ClientRequestToken")
    for name in parameters.get("RetainResources") or []:
        stack.resources.pop(name, None)
    Operation(call, stack).delete()
    return {}
