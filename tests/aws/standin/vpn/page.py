"""Pages and filters of Describe calls."""

from typing import Any

from ..error import AwsError


def page(name: str, items: list[dict[str, Any]], parameters: dict[str, Any]) -> dict[str, Any]:
    """The part of `items` that a call asks for, under `name`."""
    size = int(parameters.get("MaxResults") or 1000)
    if not 5 <= size <= 1000:
        raise AwsError("InvalidParameterValue", f"MaxResults {size} is not between 5 and 1000")
    start = int(parameters.get("NextToken") or 0)
    answer: dict[str, Any] = {name: items[start : start + size]}
    if start + size < len(items):
        answer["NextToken"] = str(start + size)
    return answer


def chosen(item: dict[str, Any], filters: list[dict[str, Any]] | None, names: dict[str, str]) -> bool:
    """Whether an item meets all filters; `names`: what a filter looks at, as a path in the item."""
    for one in filters or []:
        if one["Name"] not in names:
            raise AwsError("InvalidParameterValue", f"The filter '{one['Name']}' is invalid")
        value: Any = item
        for step in names[one["Name"]].split("."):
            value = (value or {}).get(step)
        if str(value) not in one.get("Values", []):
            return False
    return True
