"""Templates: read, refused where CloudFormation refuses them, and who in them waits for whom."""

import json
from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter
from typing import Any
from urllib.parse import urlparse

from ..call import Call
from ..error import AwsError
from . import schema

INLINE = 51_200
FROM_S3 = 1024 * 1024
RESOURCES = 500
PSEUDO = ("AWS::AccountId", "AWS::NoValue", "AWS::Partition", "AWS::Region", "AWS::StackId", "AWS::StackName", "AWS::URLSuffix")
# Types that ask for CAPABILITY_IAM.
IAM = {f"AWS::IAM::{name}" for name in (
    "AccessKey", "Group", "InstanceProfile", "ManagedPolicy", "Policy", "Role", "User", "UserToGroupAddition",
)}


def invalid(text: str) -> AwsError:
    return AwsError("ValidationError", text)


@dataclass
class Template:
    text: str
    resources: dict[str, dict[str, Any]] = field(default_factory=dict)
    parameters: dict[str, dict[str, Any]] = field(default_factory=dict)
    outputs: dict[str, dict[str, Any]] = field(default_factory=dict)
    description: str | None = None

    def needs(self, logical_id: str) -> set[str]:
        """What a resource waits for: what it refers to and what it depends on."""
        resource = self.resources[logical_id]
        explicit = resource.get("DependsOn") or []
        explicit = [explicit] if isinstance(explicit, str) else explicit
        return {*explicit, *(name for name, _ in references(resource.get("Properties", {})) if name in self.resources)}

    @property
    def capabilities(self) -> list[str]:
        types = {resource["Type"] for resource in self.resources.values()}
        return ["CAPABILITY_IAM"] if types & IAM else []


def references(value: Any) -> list[tuple[str, str | None]]:
    """The names in a value: (name, None) of a Ref, (name, attribute) of a GetAtt."""
    if isinstance(value, list):
        return [found for one in value for found in references(one)]
    if not isinstance(value, dict):
        return []
    if set(value) == {"Ref"}:
        return [(value["Ref"], None)]
    if set(value) == {"Fn::GetAtt"}:
        at = value["Fn::GetAtt"]
        name, attribute = at.split(".", 1) if isinstance(at, str) else at
        return [(name, attribute)]
    return [found for one in value.values() for found in references(one)]


def read(call: Call, parameters: dict[str, Any]) -> Template:
    """The template that a call gives, inline or in S3."""
    text = parameters.get("TemplateBody")
    if text is not None:
        if len(text.encode()) > INLINE:
            raise invalid(
                f"1 validation error detected: Value '{text[:20]}…' at 'templateBody' failed to satisfy constraint: "
                f"Member must have length less than or equal to {INLINE}"
            )
    elif url := parameters.get("TemplateURL"):
        text = _from_s3(call, url)
    else:
        raise invalid("Either Template URL or Template Body must be specified.")
    return parse(text)


def _from_s3(call: Call, url: str) -> str:
    parsed = urlparse(url)
    host, path = parsed.hostname or "", parsed.path.lstrip("/")
    if parsed.scheme != "https" or ".amazonaws.com" not in host:
        raise invalid("TemplateURL must be a supported URL.")
    if host.startswith(("s3.", "s3-")):
        bucket, _, key = path.partition("/")
    else:
        bucket, key = host.partition(".s3")[0], path
    buckets = call.world.moto.state("s3", call.account, "aws").buckets
    if bucket not in buckets or key not in buckets[bucket].keys:
        raise invalid("S3 error: Access Denied")
    text = buckets[bucket].keys[key].value
    if len(text) > FROM_S3:
        raise invalid(f"Template may not exceed {FROM_S3} bytes in size.")
    return text.decode()


def parse(text: str) -> Template:
    try:
        document = json.loads(text)
    except ValueError:
        raise invalid("Template format error: JSON not well-formed.") from None
    resources = document.get("Resources")
    if not resources:
        raise invalid("Template format error: At least one Resources member must be defined.")
    template = Template(
        text, resources, document.get("Parameters", {}), document.get("Outputs", {}), document.get("Description")
    )
    _check(template)
    return template


def _check(template: Template) -> None:
    if len(template.resources) > RESOURCES:
        raise invalid(f"Template format error: Number of resources, {len(template.resources)}, is greater than maximum allowed, {RESOURCES}")
    if len((template.description or "").encode()) > 1024:
        raise invalid("Template format error: 'Description' length is greater than 1024.")
    unknown = sorted({one.get("Type", "") for one in template.resources.values() if not schema.of(one.get("Type", ""))} - IAM)
    if unknown:
        raise invalid(f"Template format error: Unrecognized resource types: [{', '.join(unknown)}]")
    names = {*template.resources, *template.parameters, *PSEUDO}
    used = {name for name, _ in references([template.resources, template.outputs])}
    depended = {name for one in template.resources for name in template.needs(one)}
    missing = sorted((used | depended) - names)
    if missing:
        raise invalid(
            f"Template format error: Unresolved resource dependencies [{', '.join(missing)}] in the Resources block of the template"
        )
    try:
        TopologicalSorter({one: template.needs(one) for one in template.resources}).prepare()
    except CycleError as cycle:
        raise invalid(f"Circular dependency between resources: [{', '.join(cycle.args[1])}]") from None


def parameter_values(template: Template, given: list[dict[str, Any]], before: dict[str, str]) -> dict[str, str]:
    """The value of each parameter: given, kept, or its default."""
    values: dict[str, str] = {}
    named = {one["ParameterKey"]: one for one in given or []}
    extra = sorted(set(named) - set(template.parameters))
    if extra:
        raise invalid(f"Parameters: [{', '.join(extra)}] do not exist in the template")
    for name, declared in template.parameters.items():
        one = named.get(name, {})
        if one.get("UsePreviousValue") and name in before:
            values[name] = before[name]
        elif one.get("ParameterValue") is not None:
            values[name] = one["ParameterValue"]
        elif "Default" in declared:
            values[name] = str(declared["Default"])
    missing = sorted(set(template.parameters) - set(values))
    if missing:
        raise invalid(f"Parameters: [{', '.join(missing)}] must have values")
    if any(len(value.encode()) > 4096 for value in values.values()):
        raise invalid("Template error: a parameter value is longer than 4096 bytes")
    return values
