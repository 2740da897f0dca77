"""The registry's schemas: what a type takes, and what cannot be changed in place."""

import functools
import json
from pathlib import Path
from typing import Any

from jsonschema import Draft7Validator

from ..error import AwsError

FOLDER = Path(__file__).parents[3] / "schemas" / "cloudformation"


class Schema:
    def __init__(self, document: dict[str, Any]):
        self.document = document
        self.create_only = {_top(path) for path in document.get("createOnlyProperties", [])}
        self.read_only = {_top(path) for path in document.get("readOnlyProperties", [])}
        self.taggable = "Tags" in document["properties"]
        self._validator = Draft7Validator(_without_classes({**document, "additionalProperties": False}))

    def check(self, logical_id: str, properties: dict[str, Any]) -> None:
        """Refuses properties that the schema does not take, as the registry does before a handler is called."""
        for error in self._validator.iter_errors(properties):
            place = "/".join(str(step) for step in ["#", *error.absolute_path])
            text = f"Properties validation failed for resource {logical_id} with message:\n[{place}: {error.message}]"
            raise AwsError("ValidationError", text)


@functools.cache
def of(type_name: str) -> Schema | None:
    path = FOLDER / f"{type_name.replace('::', '-')}.json"
    return Schema(json.loads(path.read_text())) if path.exists() else None


def _without_classes(document: Any) -> Any:
    """Without the patterns that use classes of Unicode, which Python's expressions do not know."""
    if isinstance(document, dict):
        return {key: _without_classes(one) for key, one in document.items() if not (key == "pattern" and "\\p{" in str(one))}
    return [_without_classes(one) for one in document] if isinstance(document, list) else document


def _top(path: str) -> str:
    return path.removeprefix("/properties/").partition("/")[0]
