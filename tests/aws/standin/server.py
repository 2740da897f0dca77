"""The server: finds out what a request calls, lets faults happen, and has it answered here or by moto."""

import io
import socket
import struct
import traceback
from typing import Any

from werkzeug import Request, Response

from . import fault, service, wire
from .call import Call
from .control import Control
from .error import AwsError
from .world import World


class Server:
    """A WSGI application."""

    def __init__(self, world: World):
        self.world = world
        self.control = Control(world)

    def __call__(self, environ: dict[str, Any], start: Any) -> Any:
        request = Request(environ)
        if request.path.startswith("/_standin/"):
            return self.control.answer(request)(environ, start)
        request.get_data(cache=True, parse_form_data=False)
        signed = wire.signature(request)
        if signed is None:
            return Response("not signed: see tests/aws/README.md\n", 403)(environ, start)
        account, region, name = signed
        operation = wire.operation_name(name, request)
        if not account:
            return wire.answer(name, operation, request, fault.error("unknown-key", name))(environ, start)
        call = Call(self.world, account, region, name, operation)
        response = self._answer(call, request, environ)
        return response(environ, start) if response else _silence(environ, start)

    def _answer(self, call: Call, request: Request, environ: dict[str, Any]) -> Response | None:
        """None: the connection is cut."""
        try:
            parameters = wire.parse(call.service, call.operation, request)
        except Exception:  # moto parses what botocore does not describe
            parameters = {}
        with self.world.lock:
            entry = self.world.ledger.record(call, parameters)
            found = self.world.faults.take(entry)
        if found and found.when == "before":
            response = self._fail(found, call, request, environ)
        else:
            response = self._perform(call, request, parameters, environ, entry)
            if found:
                response = self._fail(found, call, request, environ)
        if found:
            entry["fault"] = f"{found.kind} {found.when}"
        return response

    def _perform(
        self, call: Call, request: Request, parameters: dict[str, Any], environ: dict[str, Any], entry: dict[str, Any]
    ) -> Response:
        with self.world.lock:
            try:
                self.world.clock.catch_up()
                self.world.permit(call, parameters)
                own = service.OWN.get((call.service, call.operation))
                if own:
                    response = wire.answer(call.service, call.operation, request, own(call, parameters) or {})
                else:
                    response = self._beneath(call, request, environ)
            except AwsError as error:
                entry["error"] = error.code
                response = wire.answer(call.service, call.operation, request, error)
            except Exception as error:
                # A fault of the stand-in, not of AWS: nothing that a test may take for an answer.
                traceback.print_exc()
                response = Response(f"the stand-in failed: {error!r}\n", 501)
        entry["status"] = response.status_code
        if response.status_code >= 400 and entry["error"] is None:
            entry["error"] = response.get_data(as_text=True)[:200]
        return response

    def _beneath(self, call: Call, request: Request, environ: dict[str, Any]) -> Response:
        environ = {**environ, "wsgi.input": io.BytesIO(request.get_data()), "CONTENT_LENGTH": str(len(request.get_data()))}
        environ.pop("HTTP_TRANSFER_ENCODING", None)
        environ.pop("wsgi.input_terminated", None)
        body, status, headers = self.world.moto.forward(environ, call.account)
        return Response(b"".join(body), status, headers)

    def _fail(self, found: fault.Fault, call: Call, request: Request, environ: dict[str, Any]) -> Response | None:
        if found.kind == "drop":
            return None
        if found.kind in ("timeout", "hold"):
            self.control.wait_for_end_of(environ["werkzeug.socket"])
            return None
        return wire.answer(call.service, call.operation, request, fault.error(found.kind, call.service))


def _silence(environ: dict[str, Any], start: Any) -> list[bytes]:
    """Cuts the connection without a byte of an answer."""
    connection: socket.socket = environ["werkzeug.socket"]
    try:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        connection.shutdown(socket.SHUT_RDWR)
        connection.close()
    except OSError:
        pass
    raise ConnectionResetError
