"""What a template would change: the changes of a change set, property by property."""

import json
from typing import Any

from . import schema
from .stack import Resource, Stack
from .template import Template, references
from .value import resolve

ABSENT = object()


def changes(stack: Stack, template: Template, parameters: dict[str, str], tags: dict[str, str]) -> list[dict[str, Any]]:
    """Every change, with its details; resources without one are left out."""
    found: dict[str, dict[str, Any]] = {}
    waiting = list(template.resources)
    done: set[str] = set()
    while waiting:
        for name in [one for one in waiting if template.needs(one) <= done]:
            waiting.remove(name)
            done.add(name)
            change = _one(stack, template, parameters, tags, name, found)
            if change:
                found[name] = change
    for name, resource in stack.resources.items():
        if name not in template.resources:
            found[name] = {"Action": "Remove", "PolicyAction": "Retain" if resource.retained else "Delete", **_who(name, resource)}
    return [{"Type": "Resource", "ResourceChange": {"Scope": [], "Details": [], **found[name]}} for name in sorted(found)]


def _who(name: str, resource: Resource) -> dict[str, Any]:
    return {"LogicalResourceId": name, "PhysicalResourceId": resource.physical_id, "ResourceType": resource.type}


def _one(
    stack: Stack, template: Template, parameters: dict[str, str], tags: dict[str, str], name: str, found: dict[str, Any]
) -> dict[str, Any] | None:
    declared, before = template.resources[name], stack.resources.get(name)
    if before is None:
        return {"Action": "Add", "LogicalResourceId": name, "ResourceType": declared["Type"]}
    if declared["Type"] != before.type:
        return {"Action": "Modify", **_who(name, before), "Replacement": "True"}
    rules = schema.of(before.type)
    old, new = before.declared.get("Properties", {}), declared.get("Properties", {})
    details = []
    for key in sorted({*old, *new}):
        details += _details(stack, parameters, found, rules, key, old.get(key, ABSENT), new.get(key, ABSENT))
    scope = ["Properties"] if details else []
    if rules.taggable and tags != stack.tags:
        scope.append("Tags")
        details.append({"Target": {"Attribute": "Tags", "RequiresRecreation": "Never"}, "Evaluation": "Static",
                        "ChangeSource": "DirectModification"})
    if declared.get("Metadata") != before.declared.get("Metadata"):
        scope.append("Metadata")
        details.append({"Target": {"Attribute": "Metadata", "RequiresRecreation": "Never"}, "Evaluation": "Static",
                        "ChangeSource": "DirectModification"})
    if not details:
        return None
    recreation = [one["Target"]["RequiresRecreation"] == "Always" for one in details]
    certain = any(
        again and one["Evaluation"] == "Static" for again, one in zip(recreation, details, strict=True)
    )
    replacement = "True" if certain else "Conditional" if any(recreation) else "False"
    change = {"Action": "Modify", **_who(name, before), "Replacement": replacement, "Scope": scope, "Details": details}
    if replacement != "False":
        keep = before.declared.get("UpdateReplacePolicy") == "Retain"
        change["PolicyAction"] = "ReplaceAndRetain" if keep else "ReplaceAndDelete"
    return change


def _details(
    stack: Stack, parameters: dict[str, str], found: dict[str, Any], rules: schema.Schema, key: str, old: Any, new: Any
) -> list[dict[str, Any]]:
    """What changes in one property, and why."""
    target: dict[str, Any] = {
        "Attribute": "Properties", "Name": key, "Path": f"/Properties/{key}",
        "RequiresRecreation": "Always" if key in rules.create_only else "Never",
    }
    details = []
    if old is ABSENT or new is ABSENT or old != new:
        kind = "Add" if old is ABSENT else "Remove" if new is ABSENT else "Modify"
        known = {"AttributeChangeType": kind}
        if old is not ABSENT:
            known["BeforeValue"] = _text(stack, old)
        if new is not ABSENT and all(name in stack.resources or name in parameters for name, _ in references(new)):
            known["AfterValue"] = _text(stack, new, parameters)
        details.append({"Target": {**target, **known}, "Evaluation": "Static", "ChangeSource": "DirectModification"})
    for name, attribute in references(new if new is not ABSENT else None):
        if name in parameters and parameters[name] != stack.parameters.get(name) and old == new:
            values = {"AttributeChangeType": "Modify", "BeforeValue": stack.parameters.get(name), "AfterValue": parameters[name]}
            details.append({"Target": {**target, **values}, "Evaluation": "Static", "ChangeSource": "ParameterReference",
                            "CausingEntity": name})
        other = found.get(name)
        if other is None or other["Action"] != "Modify":
            continue
        # A name changes with its resource; an attribute might, and whether it does shows only when it is done.
        if attribute is None and other["Replacement"] != "False":
            details.append({"Target": target, "Evaluation": "Static" if other["Replacement"] == "True" else "Dynamic",
                            "ChangeSource": "ResourceReference", "CausingEntity": name})
        elif attribute is not None:
            details.append({"Target": target, "Evaluation": "Dynamic", "ChangeSource": "ResourceAttribute",
                            "CausingEntity": f"{name}.{attribute}"})
    return details


def _text(stack: Stack, value: Any, parameters: dict[str, str] | None = None) -> str:
    kept = stack.parameters
    stack.parameters = kept if parameters is None else parameters
    try:
        found = resolve(stack, value)
    finally:
        stack.parameters = kept
    return found if isinstance(found, str) else json.dumps(found)
