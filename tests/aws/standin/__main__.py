"""Starts the stand-in and prints its URL once it listens."""

import argparse
import logging
import warnings

from moto.moto_server.werkzeug_app import MotoRequestHandler
from werkzeug.serving import make_server

from . import certificate, cloudformation, directory, identity, quota, sts, vpn  # noqa: F401  they register their operations
from .clock import Clock
from .server import Server
from .world import World


def main() -> None:
    parser = argparse.ArgumentParser(prog="standin", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0: any that is free")
    parser.add_argument("--scale", type=float, default=0.001, help="what a second of AWS lasts here, in seconds")
    chosen = parser.parse_args()
    warnings.filterwarnings("ignore")
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    world = World(Clock(chosen.scale))
    server = make_server("127.0.0.1", chosen.port, Server(world), threaded=True, request_handler=MotoRequestHandler)
    print(f"http://127.0.0.1:{server.server_port}", flush=True)
    server.serve_forever()


main()
