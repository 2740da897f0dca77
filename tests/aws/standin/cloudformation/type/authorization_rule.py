"""AWS::EC2::ClientVpnAuthorizationRule"""

import secrets

from ...call import Call
from ..run import Work
from ..stack import Resource, Stack
from .base import Type, gone, settle


class AuthorizationRule(Type):
    name = "AWS::EC2::ClientVpnAuthorizationRule"

    def create(self, call: Call, resource: Resource, stack: Stack) -> Work:
        call.ask("ec2", "AuthorizeClientVpnIngress", **resource.properties)
        resource.physical_id = f"cvpn-auth-rule-{secrets.token_hex(8)}"
        resource.attributes = {"Id": resource.physical_id}
        yield from settle(call, lambda: self._find(call, resource))

    def delete(self, call: Call, resource: Resource) -> Work:
        key = {
            name: value for name, value in resource.properties.items()
            if name in ("ClientVpnEndpointId", "TargetNetworkCidr", "AccessGroupId")
        }
        if "AccessGroupId" not in key:
            key["RevokeAllGroups"] = True
        if key["ClientVpnEndpointId"] in call.place.endpoints:
            gone("InvalidClientVpnEndpointAuthorizationRuleNotFound", call, "ec2", "RevokeClientVpnIngress", **key)
        yield from settle(call, lambda: self._find(call, resource))

    def _find(self, call: Call, resource: Resource):  # noqa: ANN202
        properties = resource.properties
        endpoint = call.place.endpoints.get(properties["ClientVpnEndpointId"])
        key = properties["TargetNetworkCidr"], properties.get("AccessGroupId") or ""
        return endpoint.rules.get(key) if endpoint else None
