"""Values of a template, once what they refer to exists."""

import re
from typing import TYPE_CHECKING, Any

from ..error import AwsError

if TYPE_CHECKING:
    from .stack import Stack

NOTHING = object()


def resolve(stack: "Stack", value: Any) -> Any:
    """`value` without intrinsic functions."""
    if isinstance(value, list):
        return [one for one in (resolve(stack, one) for one in value) if one is not NOTHING]
    if not isinstance(value, dict):
        return value
    if len(value) == 1:
        (name, argument), = value.items()
        if name == "Ref":
            return _ref(stack, argument)
        if name == "Fn::GetAtt":
            logical_id, attribute = argument.split(".", 1) if isinstance(argument, str) else argument
            return _attribute(stack, logical_id, attribute)
        if name == "Fn::Join":
            return argument[0].join(str(resolve(stack, one)) for one in argument[1])
        if name == "Fn::Sub":
            return _substituted(stack, argument)
        if name.startswith("Fn::"):
            raise AwsError("ValidationError", f"Template error: the stand-in does not know {name}")
    pairs = {key: resolve(stack, one) for key, one in value.items()}
    return {key: one for key, one in pairs.items() if one is not NOTHING}


def _ref(stack: "Stack", name: str) -> Any:
    pseudo = {
        "AWS::AccountId": stack.account, "AWS::Region": stack.region, "AWS::StackName": stack.name, "AWS::StackId": stack.id,
        "AWS::Partition": "aws", "AWS::URLSuffix": "amazonaws.com", "AWS::NoValue": NOTHING,
    }
    if name in pseudo:
        return pseudo[name]
    if name in stack.parameters:
        return stack.parameters[name]
    return stack.resources[name].physical_id


def _attribute(stack: "Stack", name: str, attribute: str) -> Any:
    attributes = stack.resources[name].attributes
    if attribute not in attributes:
        kind = stack.resources[name].type
        raise AwsError("ValidationError", f"Template error: resource {name} of type {kind} does not support attribute {attribute}")
    return attributes[attribute]


def _substituted(stack: "Stack", argument: Any) -> str:
    text, names = (argument, {}) if isinstance(argument, str) else argument

    def one(match: re.Match[str]) -> str:
        name = match[1]
        if name in names:
            return str(resolve(stack, names[name]))
        logical_id, dot, attribute = name.partition(".")
        return str(_attribute(stack, logical_id, attribute) if dot else _ref(stack, name))

    return re.sub(r"\$\{([^!}][^}]*)\}", one, text)
