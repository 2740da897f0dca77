"""AWS::EC2::ClientVpnRoute"""

import secrets

from ...call import Call
from ..run import Work
from ..stack import Resource, Stack
from .base import Type, gone, settle


class Route(Type):
    name = "AWS::EC2::ClientVpnRoute"

    def create(self, call: Call, resource: Resource, stack: Stack) -> Work:
        call.ask("ec2", "CreateClientVpnRoute", **resource.properties)
        resource.physical_id = f"{stack.name}-{resource.logical_id}-{secrets.token_hex(6)}"
        resource.attributes = {"Id": resource.physical_id}
        yield from settle(call, lambda: self._find(call, resource))

    def delete(self, call: Call, resource: Resource) -> Work:
        key = {name: value for name, value in resource.properties.items() if name != "Description"}
        if key["ClientVpnEndpointId"] in call.place.endpoints:
            gone("InvalidClientVpnRouteNotFound", call, "ec2", "DeleteClientVpnRoute", **key)
        yield from settle(call, lambda: self._find(call, resource))

    def _find(self, call: Call, resource: Resource):  # noqa: ANN202
        properties = resource.properties
        endpoint = call.place.endpoints.get(properties["ClientVpnEndpointId"])
        key = properties["DestinationCidrBlock"], properties.get("TargetVpcSubnetId") or ""
        return endpoint.routes.get(key) if endpoint else None
