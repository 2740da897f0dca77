"""Which operations the stand-in answers itself. Whatever is not here goes to moto."""

from collections.abc import Callable
from typing import Any

Operation = Callable[..., dict[str, Any] | None]
OWN: dict[tuple[str, str], Operation] = {}


def operation(service: str, *names: str) -> Callable[[Operation], Operation]:
    """Registers a function of (call, parameters) as one or several operations of a service, named as botocore does."""

    def register(function: Operation) -> Operation:
        for name in names:
            OWN[service, name] = function
        return function

    return register
