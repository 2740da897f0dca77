"""One call of AWS: whose, where, which operation."""

from typing import TYPE_CHECKING, Any

from .place import Place

if TYPE_CHECKING:
    from .world import World


class Call:
    """`via` says who calls: the client, or CloudFormation for it."""

    def __init__(self, world: "World", account: str, region: str, service: str, operation: str, via: str = "client"):
        self.world = world
        self.account = account
        self.region = region
        self.service = service
        self.operation = operation
        self.via = via

    @property
    def place(self) -> Place:
        return self.world.place(self.account, self.region)

    @property
    def everywhere(self) -> Place:
        """The place of what has no Region."""
        return self.world.place(self.account, "global")

    @property
    def clock(self):  # noqa: ANN201
        return self.world.clock

    def ask(self, service: str, operation: str, /, **parameters: Any) -> dict[str, Any]:
        """Calls another operation, as CloudFormation's handlers do: in the same account and Region, and recorded."""
        inner = Call(self.world, self.account, self.region, service, operation, via="cloudformation")
        return self.world.perform(inner, parameters)

    def moto(self, **parameters: Any) -> dict[str, Any]:
        """This operation as moto does it."""
        return self.world.moto.ask(self.account, self.region, self.service, self.operation, parameters)
