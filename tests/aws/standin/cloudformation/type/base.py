"""What a handler is."""

from typing import Any, ClassVar

from ...call import Call
from ...error import AwsError
from ..run import Work
from ..stack import Resource, Stack

TYPES: dict[str, "Type"] = {}


class Type:
    """Handlers are generators: they yield the seconds that pass before they look again.

    `create` sets the physical id and the attributes as soon as there are any, so that what is half made can be deleted.
    """

    name: ClassVar[str]

    def __init_subclass__(cls) -> None:
        TYPES[cls.name] = cls()

    def create(self, call: Call, resource: Resource, stack: Stack) -> Work:
        raise NotImplementedError

    def update(self, call: Call, resource: Resource, before: dict[str, Any]) -> Work:
        """`before`: the properties until now; the new ones stand in the resource."""
        raise NotImplementedError(f"{self.name} has nothing that changes in place")

    def delete(self, call: Call, resource: Resource) -> Work:
        raise NotImplementedError

    def adopt(self, call: Call, resource: Resource) -> bool:
        """Takes what exists already under the name in the template, if the type has such a name; says whether it did."""
        return False


def gone(code: str, call: Call, service: str, operation: str, **parameters: Any) -> None:
    """A deletion to which it is all the same if there is nothing."""
    try:
        call.ask(service, operation, **parameters)
    except AwsError as error:
        if error.code != code:
            raise


def settle(call: Call, find: Any) -> Work:
    """Waits until a part of an endpoint, as `find` gives it, is settled or gone."""
    while (part := find()) is not None and part.moving:
        yield max(0.5, (part.until - call.clock.now()) / call.clock.scale)
