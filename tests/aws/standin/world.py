"""Everything there is: the places, the clock, what was called, and what shall fail."""

import threading
from typing import Any

from . import fault, permission, service
from .beneath import Moto
from .call import Call
from .clock import Clock
from .error import AwsError
from .identity.center import Center
from .ledger import Ledger
from .place import Place


class World:
    def __init__(self, clock: Clock):
        self.clock = clock
        self._scale = clock.scale
        self.moto = Moto()
        # One thing at a time, as if the calls had come one after another.
        self.lock = threading.RLock()
        self._clear()

    def _clear(self) -> None:
        self.places: dict[tuple[str, str], Place] = {}
        self.centers: list[Center] = []
        self.ledger = Ledger()
        self.faults = fault.Faults()
        self.permissions = permission.Permissions()
        # Asked of CloudFormation's handlers; see cloudformation/run.py.
        self.resource_faults: list[dict[str, Any]] = []

    def reset(self) -> None:
        self.clock.forget()
        self.clock.scale = self._scale
        self.moto.reset()
        self._clear()

    def place(self, account: str, region: str) -> Place:
        return self.places.setdefault((account, region), Place(account, region))

    def perform(self, call: Call, parameters: dict[str, Any]) -> dict[str, Any]:
        """A call of our own, recorded; raises `AwsError`."""
        entry = self.ledger.record(call, parameters)
        try:
            self.permit(call, parameters)
            own = service.OWN.get((call.service, call.operation))
            result = own(call, parameters) if own else call.moto(**parameters)
            entry["status"] = 200
            return result or {}
        except AwsError as error:
            entry["status"], entry["error"] = error.status, error.code
            raise

    def permit(self, call: Call, parameters: dict[str, Any]) -> None:
        """Refuses what the account may not do; answers a dry run, which is refused either way."""
        action = permission.action(call.service, call.operation)
        if not self.permissions.allows(call.account, action):
            raise fault.denied(call.service, action)
        if call.service == "ec2" and str(parameters.get("DryRun")).lower() == "true":
            raise AwsError("DryRunOperation", "Request would have succeeded, but DryRun flag is set.", 412)
