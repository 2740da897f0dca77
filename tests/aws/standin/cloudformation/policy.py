"""Stack policies: what an update may do to which resource."""

from fnmatch import fnmatchcase
from typing import Any

from ..error import AwsError
from .stack import Resource, Stack


def check(stack: Stack, name: str, resource: Resource, action: str) -> None:
    """Refuses an action that the policy denies or does not allow. Without a policy everything is allowed."""
    if stack.policy is None:
        return
    allowed = False
    for number, statement in enumerate(stack.policy.get("Statement", []), 1):
        if not _meets(statement, name, resource, action):
            continue
        if statement["Effect"] == "Deny":
            raise AwsError(
                "AccessDenied",
                f"Action denied by stack policy: Statement [#{number}] does not allow [{action}] for resource [LogicalResourceId/{name}];",
            )
        allowed = True
    if not allowed:
        raise AwsError("AccessDenied", f"Action not allowed by stack policy: no statement allows [{action}] for resource [LogicalResourceId/{name}];")


def _meets(statement: dict[str, Any], name: str, resource: Resource, action: str) -> bool:
    if "Action" in statement:
        of_action = any(fnmatchcase(action, one) for one in _list(statement["Action"]))
    else:
        of_action = not any(fnmatchcase(action, one) for one in _list(statement["NotAction"]))
    if "Resource" in statement:
        of_name = any(fnmatchcase(f"LogicalResourceId/{name}", one) for one in _list(statement["Resource"]))
    else:
        of_name = not any(fnmatchcase(f"LogicalResourceId/{name}", one) for one in _list(statement["NotResource"]))
    conditions = statement.get("Condition") or {}
    types = next((_list(one["ResourceType"]) for one in conditions.values() if "ResourceType" in one), ["*"])
    return of_action and of_name and any(fnmatchcase(resource.type, one) for one in types)


def _list(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else value
