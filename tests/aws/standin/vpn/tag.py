"""Tags of endpoints; those of everything else are moto's."""

from typing import Any

from ..call import Call
from ..service import operation
from .model import by_id

PREFIX = "cvpn-endpoint-"


@operation("ec2", "CreateTags")
def create(call: Call, parameters: dict[str, Any]) -> dict[str, Any]:
    ours = [name for name in parameters["Resources"] if name.startswith(PREFIX)]
    for name in ours:
        by_id(call, name).tags.update({tag["Key"]: tag.get("Value", "") for tag in parameters["Tags"]})
    rest = [name for name in parameters["Resources"] if name not in ours]
    return call.moto(Resources=rest, Tags=parameters["Tags"]) if rest else {}


@operation("ec2", "DeleteTags")
def delete(call: Call, parameters: dict[str, Any]) -> dict[str, Any]:
    ours = [name for name in parameters["Resources"] if name.startswith(PREFIX)]
    for name in ours:
        tags = by_id(call, name).tags
        for tag in parameters.get("Tags") or [{"Key": key} for key in tags]:
            if tag.get("Value") in (None, tags.get(tag["Key"])):
                tags.pop(tag["Key"], None)
    rest = [name for name in parameters["Resources"] if name not in ours]
    return call.moto(**{**parameters, "Resources": rest}) if rest else {}


@operation("ec2", "DescribeTags")
def describe(call: Call, parameters: dict[str, Any]) -> dict[str, Any]:
    filters = {one["Name"]: one["Values"] for one in parameters.get("Filters") or []}
    wanted = filters.get("resource-id", [])
    if wanted and not any(name.startswith(PREFIX) for name in wanted):
        return call.moto(**parameters)
    tags = [
        {"ResourceId": name, "ResourceType": "client-vpn-endpoint", "Key": key, "Value": value}
        for name, endpoint in call.place.endpoints.items() if not wanted or name in wanted
        for key, value in endpoint.tags.items() if key in filters.get("key", [key])
    ]
    return {"Tags": tags}
