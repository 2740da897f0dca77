"""Endpoints: what can be changed in place."""

from typing import Any

from ..call import Call
from ..error import AwsError
from ..service import operation
from .check import check, invalid
from .model import find

CHANGEABLE = (
    "ServerCertificateArn", "ConnectionLogOptions", "VpnPort", "Description", "SplitTunnel", "SecurityGroupIds", "VpcId",
    "SelfServicePortal", "ClientConnectOptions", "SessionTimeoutHours", "ClientLoginBannerOptions",
    "ClientRouteEnforcementOptions", "DisconnectOnSessionTimeout", "DevicePostureOptions",
)


@operation("ec2", "ModifyClientVpnEndpoint")
def modify(call: Call, parameters: dict[str, Any]) -> dict[str, Any]:
    endpoint = find(call, parameters)
    changed = {key: parameters[key] for key in CHANGEABLE if parameters.get(key) is not None}
    if changed.get("SecurityGroupIds") and not changed.get("VpcId"):
        raise invalid("Security Groups cannot be modified without specifying Vpc Id")
    if endpoint.through_gateway and ("VpcId" in changed or "SecurityGroupIds" in changed):
        raise invalid("VpcId and SecurityGroupIds cannot be specified for an endpoint with a transit gateway")
    fields = {**endpoint.fields, **changed}
    servers = parameters.get("DnsServers")
    if servers is not None:
        fields.pop("DnsServers", None)
        if servers.get("Enabled", True) and servers.get("CustomDnsServers"):
            fields["DnsServers"] = servers["CustomDnsServers"]
    if (fields.get("DevicePostureOptions") or {}).get("Enabled") is False:
        fields.pop("DevicePostureOptions")
    if endpoint.associations and fields.get("VpcId") != endpoint.fields.get("VpcId"):
        raise AwsError("OperationNotPermitted", "The VPC cannot be changed while target networks are associated")
    check(call, fields)
    endpoint.fields = fields
    return {"Return": True}


@operation("ec2", "ApplySecurityGroupsToClientVpnTargetNetwork")
def apply_security_groups(call: Call, parameters: dict[str, Any]) -> dict[str, Any]:
    groups = {"VpcId": parameters["VpcId"], "SecurityGroupIds": parameters["SecurityGroupIds"]}
    modify(call, {"ClientVpnEndpointId": parameters["ClientVpnEndpointId"], **groups})
    return {"SecurityGroupIds": parameters["SecurityGroupIds"]}
