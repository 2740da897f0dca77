"""Templates, looked at before they are used."""

from typing import Any

from ..call import Call
from ..service import operation
from .template import read


@operation("cloudformation", "ValidateTemplate")
def validate(call: Call, parameters: dict[str, Any]) -> dict[str, Any]:
    template = read(call, parameters)
    shown = [
        {"ParameterKey": name, "DefaultValue": one.get("Default"), "NoEcho": bool(one.get("NoEcho")), "Description": one.get("Description")}
        for name, one in template.parameters.items()
    ]
    return {"Parameters": shown, "Description": template.description, "Capabilities": template.capabilities}


@operation("cloudformation", "GetTemplateSummary")
def summary(call: Call, parameters: dict[str, Any]) -> dict[str, Any]:
    template = read(call, parameters)
    types = sorted({resource["Type"] for resource in template.resources.values()})
    shown = [{"ParameterKey": name, "ParameterType": one["Type"]} for name, one in template.parameters.items()]
    return {"Parameters": shown, "Description": template.description, "Capabilities": template.capabilities, "ResourceTypes": types}
