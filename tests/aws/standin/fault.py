"""Faults that a test asks for: which call fails, how, and whether its effect has happened by then."""

import threading
from dataclasses import asdict, dataclass, field
from typing import Any

from .error import AwsError

KINDS = (
    "throttling", "server-error", "expired-credentials", "access-denied", "concurrent-mutation",  # answers
    "timeout", "drop", "hold",  # no answer
)


@dataclass
class Fault:
    """`call`: the client's n-th call; else `times` calls of `operation` (any service, or that one) from its `nth` on."""

    kind: str
    call: int | None = None
    operation: str | None = None
    service: str | None = None
    nth: int = 1
    times: int = 1
    when: str = "before"
    fired: list[int] = field(default_factory=list)
    seen: int = 0

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"kind is {self.kind!r}, allowed: {', '.join(KINDS)}")
        if self.when not in ("before", "after"):
            raise ValueError(f"when is {self.when!r}, allowed: before, after")
        if self.kind == "hold":
            self.when = "after"

    def meets(self, entry: dict[str, Any]) -> bool:
        if self.call is not None:
            return entry["n"] == self.call and not self.fired
        if self.operation not in (None, entry["operation"]) or self.service not in (None, entry["service"]):
            return False
        self.seen += 1
        return self.nth <= self.seen < self.nth + self.times


class Faults:
    def __init__(self) -> None:
        self.all: list[Fault] = []
        self._lock = threading.Lock()

    def add(self, **form: Any) -> None:
        self.all.append(Fault(**form))

    def take(self, entry: dict[str, Any]) -> Fault | None:
        """The fault of this call, which has now fired."""
        with self._lock:
            for fault in self.all:
                if fault.meets(entry):
                    fault.fired.append(entry["n"])
                    return fault
        return None

    def listing(self) -> list[dict[str, Any]]:
        return [asdict(fault) for fault in self.all]


def error(kind: str, service: str) -> AwsError:
    """The error of a kind, with the code that the service uses for it."""
    query = service in ("cloudformation", "iam", "sts", "cloudwatch")
    if kind == "throttling":
        code = {"ec2": "RequestLimitExceeded", "s3": "SlowDown"}.get(service, "Throttling" if query else "ThrottlingException")
        text = {"ec2": "Request limit exceeded.", "s3": "Please reduce your request rate."}.get(service, "Rate exceeded")
        return AwsError(code, text, 503 if service in ("ec2", "s3") else 400)
    if kind == "server-error":
        code = "InternalError" if service in ("ec2", "s3") else "InternalFailure" if query else "InternalServerException"
        return AwsError(code, "An internal error has occurred", 500)
    if kind == "expired-credentials":
        if service == "ec2":
            return AwsError("RequestExpired", "Request has expired.", 400)
        code = "ExpiredToken" if query or service == "s3" else "ExpiredTokenException"
        return AwsError(code, "The security token included in the request is expired", 403 if query else 400)
    if kind == "unknown-key":
        code = "AuthFailure" if service == "ec2" else "InvalidClientTokenId" if query else "UnrecognizedClientException"
        return AwsError(code, "The access key is not of the form AKIA<account>TEST, which tells the stand-in the account", 403)
    if kind == "concurrent-mutation":
        return AwsError("ConcurrentMutationLimitExceeded", "Cannot initiate another change for this endpoint at this time.")
    return denied(service, None)


def denied(service: str, action: str | None) -> AwsError:
    """Refused for want of a permission."""
    if service == "ec2":
        return AwsError("UnauthorizedOperation", "You are not authorized to perform this operation.", 403)
    what = f" is not authorized to perform: {action}" if action else " is not authorized to perform this operation"
    code = "AccessDenied" if service in ("cloudformation", "iam", "sts", "s3", "cloudwatch") else "AccessDeniedException"
    return AwsError(code, f"User{what}", 403 if code == "AccessDenied" else 400)
