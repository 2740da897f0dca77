"""Directories of Directory Service, as they are seen."""

from typing import Any

from .call import Call
from .error import AwsError
from .service import operation


@operation("ds", "DescribeDirectories")
def describe(call: Call, parameters: dict[str, Any]) -> dict[str, Any]:
    wanted = parameters.get("DirectoryIds") or call.place.directories
    for name in wanted:
        if name not in call.place.directories:
            raise AwsError("EntityDoesNotExistException", f"Directory {name} does not exist.")
    return {"DirectoryDescriptions": [{"DirectoryId": name, "Stage": "Active", "Type": "MicrosoftAD"} for name in wanted]}
