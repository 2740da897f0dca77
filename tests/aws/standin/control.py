"""What tests ask of the stand-in itself, under `/_standin/`."""

import json
import select
import socket
from typing import Any

from werkzeug import Request, Response

from .blueprint import world_of
from .plant import plant
from .state import state
from .world import World


class Control:
    def __init__(self, world: World):
        self.world = world
        self._held = 0

    def answer(self, request: Request) -> Response:
        name = request.method + " " + request.path.removeprefix("/_standin/")
        handle = {
            "POST reset": self._reset,
            "POST world": lambda request: plant(self.world, request.get_json()),
            "POST blueprint": self._blueprint,
            "POST permissions": lambda request: self.world.permissions.set(**request.get_json()),
            "POST connections": self._connections,
            "POST clock": lambda request: setattr(self.world.clock, "scale", float(request.get_json()["scale"])),
            "GET calls": lambda _: self.world.ledger.calls,
            "POST calls/clear": lambda _: self.world.ledger.clear(),
            "GET state": lambda _: state(self.world),
            "POST faults": lambda request: self.world.faults.add(**request.get_json()),
            "GET faults": lambda _: self.world.faults.listing(),
            "POST faults/clear": self._no_faults,
            "POST resource-fault": lambda request: self.world.resource_faults.append(request.get_json()),
            "GET held": lambda _: self._held,
        }.get(name)
        if handle is None:
            return Response(f"no such thing: {name}\n", 404)
        if name == "GET held":
            return Response(json.dumps(self._held), content_type="application/json")
        with self.world.lock:
            try:
                self.world.clock.catch_up()
                result = handle(request)
            except (ValueError, TypeError, KeyError) as error:
                return Response(f"{error!r}\n", 400)
            return Response(json.dumps(result, indent=1, default=str) + "\n", content_type="application/json")

    def wait_for_end_of(self, connection: socket.socket) -> None:
        """Waits until the client is gone."""
        self._held += 1
        try:
            while True:
                readable, _, _ = select.select([connection], [], [], 3600)
                if not readable or connection.recv(1) == b"":
                    return
        except OSError:
            return
        finally:
            self._held -= 1

    def _reset(self, _: Request) -> None:
        self.world.reset()

    def _blueprint(self, request: Request) -> dict[str, Any]:
        world = world_of(request.get_data(as_text=True), groups=request.args.get("groups") != "no")
        plant(self.world, world)
        return world

    def _connections(self, request: Request) -> None:
        from .vpn.connection import pretend

        pretend(self.world, **request.get_json())

    def _no_faults(self, _: Request) -> None:
        self.world.faults.all.clear()
        self.world.resource_faults.clear()
