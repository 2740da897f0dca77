"""Connections: pretended by a test, listed and ended by a client."""

import secrets
import time
from typing import Any

from ..call import Call
from ..error import AwsError
from ..service import operation
from .model import find
from .page import chosen, page


def pretend(world: Any, account: str, endpoint: str, users: list[str], region: str = "ap-northeast-1") -> None:
    """Adds an active connection a user."""
    for number, user in enumerate(users):
        world.place(account, region).connections.append({
            "ClientVpnEndpointId": endpoint, "ConnectionId": f"cvpn-connection-{secrets.token_hex(9)[:17]}", "Username": user,
            "CommonName": "client", "ClientIp": f"192.168.0.{number + 2}", "Status": {"Code": "active"},
            "ConnectionEstablishedTime": time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime()), "IngressBytes": "1024",
            "EgressBytes": "2048", "IngressPackets": "8", "EgressPackets": "16",
        })


@operation("ec2", "DescribeClientVpnConnections")
def describe(call: Call, parameters: dict[str, Any]) -> dict[str, Any]:
    endpoint = find(call, parameters)
    items = [one for one in call.place.connections if one["ClientVpnEndpointId"] == endpoint.id]
    names = {"connection-id": "ConnectionId", "username": "Username"}
    return page("Connections", [item for item in items if chosen(item, parameters.get("Filters"), names)], parameters)


@operation("ec2", "TerminateClientVpnConnections")
def terminate(call: Call, parameters: dict[str, Any]) -> dict[str, Any]:
    endpoint = find(call, parameters)
    user, name = parameters.get("Username"), parameters.get("ConnectionId")
    ended = []
    for one in call.place.connections:
        if one["ClientVpnEndpointId"] == endpoint.id and (one["Username"] == user or one["ConnectionId"] == name):
            ended.append({"ConnectionId": one["ConnectionId"], "PreviousStatus": dict(one["Status"])})
            ended[-1]["CurrentStatus"] = one["Status"] = {"Code": "terminated"}
    if name and not ended:
        raise AwsError("InvalidClientVpnConnection.IdNotFound", f"The connection {name} does not exist")
    if user and not ended:
        raise AwsError("InvalidClientVpnConnection.UserNotFound", f"The user {user} has no connection")
    if user and len(ended) > 5:
        raise AwsError("ClientVpnTerminateConnectionsLimitExceeded", "At most 5 connections can be terminated by username")
    return {"ClientVpnEndpointId": endpoint.id, "Username": user, "ConnectionStatuses": ended}
