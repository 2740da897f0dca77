"""What an endpoint consists of."""

import secrets
from dataclasses import dataclass, field
from typing import Any

from ..call import Call
from ..error import AwsError

# Changes of one endpoint that may be in flight.
MUTATIONS = 10
MOVING = ("associating", "disassociating", "authorizing", "revoking", "creating", "deleting")


@dataclass
class Part:
    """An association, a rule or a route. `until`: the moment at which its state is settled."""

    state: str
    until: float
    key: tuple[str, ...]
    fields: dict[str, Any]

    @property
    def moving(self) -> bool:
        return self.state in MOVING


@dataclass
class Endpoint:
    id: str
    fields: dict[str, Any]
    created: float
    state: str = "pending-associate"
    tags: dict[str, str] = field(default_factory=dict)
    associations: dict[tuple[str, ...], Part] = field(default_factory=dict)
    rules: dict[tuple[str, ...], Part] = field(default_factory=dict)
    routes: dict[tuple[str, ...], Part] = field(default_factory=dict)
    policy: dict[str, Any] | None = None
    revocation_list: dict[str, Any] | None = None
    # What was answered to a client token, to be answered again.
    tokens: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def through_gateway(self) -> bool:
        return "TransitGatewayConfiguration" in self.fields

    def begin(self, of: Part | None = None) -> None:
        """Refuses a change beyond the ten in flight. `of`: what changes, whose change in flight it takes over."""
        parts = [*self.associations.values(), *self.rules.values(), *self.routes.values()]
        if sum(part.moving for part in parts if part is not of) >= MUTATIONS:
            text = "Cannot initiate another change for this endpoint at this time. Please try again later."
            raise AwsError("ConcurrentMutationLimitExceeded", text)

    def require_association(self) -> None:
        if not any(part.state == "associated" for part in self.associations.values()):
            text = f"Client VPN endpoint {self.id} does not have an active target network association"
            raise AwsError("InvalidClientVpnActiveAssociationNotFound", text)

    def refresh(self) -> None:
        """The state follows from the associations."""
        if self.state in ("pending-associate", "available"):
            any_active = any(part.state in ("associated", "disassociating") for part in self.associations.values())
            self.state = "available" if any_active else "pending-associate"


def find(call: Call, parameters: dict[str, Any]) -> Endpoint:
    """The endpoint that a call is about."""
    return by_id(call, parameters["ClientVpnEndpointId"])


def by_id(call: Call, name: str) -> Endpoint:
    endpoint = call.place.endpoints.get(name)
    if endpoint is None or endpoint.state == "deleted":
        raise AwsError("InvalidClientVpnEndpointId.NotFound", f"Endpoint {name} does not exist")
    return endpoint


def move(call: Call, endpoint: Endpoint, part: Part, seconds: float, to: str | None) -> None:
    """Has `part` reach the state `to` in a while; None: it is gone then."""

    def arrive() -> None:
        if to is None:
            for parts in (endpoint.associations, endpoint.rules, endpoint.routes):
                if parts.get(part.key) is part:
                    del parts[part.key]
        else:
            part.state = to
        endpoint.refresh()

    part.until = call.clock.after(seconds, arrive)


def new_id(prefix: str) -> str:
    return f"{prefix}-{secrets.token_hex(9)[:17]}"
