"""What protects a stack: its policy, and protection from termination."""

import json
from typing import Any

from ..call import Call
from ..service import operation
from .stacks import required
from .template import invalid


@operation("cloudformation", "SetStackPolicy")
def set_policy(call: Call, parameters: dict[str, Any]) -> dict[str, Any]:
    stack = required(call, parameters["StackName"], "Stack [{}] does not exist")
    try:
        stack.policy = json.loads(parameters.get("StackPolicyBody") or "")
    except ValueError:
        raise invalid("Error validating stack policy: Invalid stack policy") from None
    return {}


@operation("cloudformation", "GetStackPolicy")
def get_policy(call: Call, parameters: dict[str, Any]) -> dict[str, Any]:
    stack = required(call, parameters["StackName"], "Stack [{}] does not exist")
    return {"StackPolicyBody": json.dumps(stack.policy)} if stack.policy else {}


@operation("cloudformation", "UpdateTerminationProtection")
def terminate(call: Call, parameters: dict[str, Any]) -> dict[str, Any]:
    stack = required(call, parameters["StackName"], "Stack [{}] does not exist")
    stack.protected = str(parameters["EnableTerminationProtection"]).lower() == "true"
    return {"StackId": stack.id}
