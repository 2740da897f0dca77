"""AWS::EC2::ClientVpnEndpoint"""

from typing import Any

from ...call import Call
from ...vpn import duration
from ...vpn.modify import CHANGEABLE
from ..run import Work
from ..stack import Resource, Stack
from .base import Type, gone, settle


class Endpoint(Type):
    name = "AWS::EC2::ClientVpnEndpoint"

    def create(self, call: Call, resource: Resource, stack: Stack) -> Work:
        options = {key: value for key, value in resource.properties.items() if key != "AuthorizationPolicy"}
        made = call.ask("ec2", "CreateClientVpnEndpoint", **options)
        resource.physical_id = made["ClientVpnEndpointId"]
        resource.attributes = {"Id": resource.physical_id}
        yield duration.ENDPOINT
        yield from self._policy(call, resource, {})
        endpoint = call.place.endpoints[resource.physical_id]
        for key in list(endpoint.associations):
            yield from settle(call, lambda key=key: endpoint.associations.get(key))

    def update(self, call: Call, resource: Resource, before: dict[str, Any]) -> Work:
        now = resource.properties
        changed = {key: now[key] for key in CHANGEABLE if key in now and now[key] != before.get(key)}
        if "SecurityGroupIds" in changed or "VpcId" in changed:
            changed |= {key: now[key] for key in ("VpcId", "SecurityGroupIds") if key in now}
        if now.get("DnsServers") != before.get("DnsServers"):
            servers = now.get("DnsServers")
            changed["DnsServers"] = {"Enabled": bool(servers), "CustomDnsServers": servers or []}
        if changed:
            call.ask("ec2", "ModifyClientVpnEndpoint", ClientVpnEndpointId=resource.physical_id, **changed)
        yield duration.ENDPOINT
        yield from self._policy(call, resource, before)

    def _policy(self, call: Call, resource: Resource, before: dict[str, Any]) -> Work:
        policy = resource.properties.get("AuthorizationPolicy")
        if policy == before.get("AuthorizationPolicy"):
            return
        if policy is None:
            call.ask("ec2", "DeleteClientVpnEndpointAuthorizationPolicy", ClientVpnEndpointId=resource.physical_id)
        else:
            call.ask("ec2", "ModifyClientVpnEndpointAuthorizationPolicy", ClientVpnEndpointId=resource.physical_id, **policy)
        yield duration.POLICY

    def delete(self, call: Call, resource: Resource) -> Work:
        name = resource.physical_id
        gone("InvalidClientVpnEndpointId.NotFound", call, "ec2", "DeleteClientVpnEndpoint", ClientVpnEndpointId=name)
        while name in call.place.endpoints:
            yield 1.0
