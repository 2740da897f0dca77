"""Endpoints: made, described, deleted."""

import datetime
from typing import Any

from ..call import Call
from ..error import AwsError
from ..service import operation
from . import association, duration
from .check import check
from .model import Endpoint, by_id, find, new_id
from .page import chosen, page

# What AWS fills in.
DEFAULTS = {
    "TransportProtocol": "udp", "VpnPort": 443, "SplitTunnel": False, "SessionTimeoutHours": 24,
    "DisconnectOnSessionTimeout": True, "EndpointIpAddressType": "ipv4", "TrafficIpAddressType": "ipv4",
    "SelfServicePortal": "enabled",
}


@operation("ec2", "CreateClientVpnEndpoint")
def create(call: Call, parameters: dict[str, Any]) -> dict[str, Any]:
    token = parameters.pop("ClientToken", None)
    for other in call.place.endpoints.values():
        if token and token in other.tokens:
            return other.tokens[token]
    if sum(one.state != "deleted" for one in call.place.endpoints.values()) >= call.place.quotas["endpoints"]:
        raise AwsError("ClientVpnEndpointLimitExceeded", "The maximum number of Client VPN endpoints has been reached")
    tags = {
        tag["Key"]: tag.get("Value", "")
        for group in parameters.pop("TagSpecifications", None) or [] for tag in group.get("Tags", [])
    }
    fields = {**DEFAULTS, **parameters}
    check(call, fields)
    if fields.get("VpcId") and not fields.get("SecurityGroupIds"):
        fields["SecurityGroupIds"] = [association.default_security_group(call, fields["VpcId"])]
    endpoint = Endpoint(new_id("cvpn-endpoint"), fields, call.clock.now(), tags=tags)
    call.place.endpoints[endpoint.id] = endpoint
    if endpoint.through_gateway:
        association.of_gateway(call, endpoint)
    answer = {"ClientVpnEndpointId": endpoint.id, "Status": {"Code": endpoint.state}, "DnsName": dns_name(call, endpoint)}
    endpoint.tokens[token or ""] = answer
    return answer


@operation("ec2", "DeleteClientVpnEndpoint")
def delete(call: Call, parameters: dict[str, Any]) -> dict[str, Any]:
    endpoint = find(call, parameters)
    if endpoint.associations and not endpoint.through_gateway:
        # AWS documents that all target networks must be disassociated first, but not the code of this error.
        raise AwsError("DependencyViolation", f"Endpoint {endpoint.id} has target network associations")
    endpoint.state = "deleting"

    def gone() -> None:
        endpoint.state = "deleted"
        call.place.endpoints.pop(endpoint.id, None)

    call.clock.after(duration.ENDPOINT_DELETE, gone)
    return {"Status": {"Code": endpoint.state}}


@operation("ec2", "DescribeClientVpnEndpoints")
def describe(call: Call, parameters: dict[str, Any]) -> dict[str, Any]:
    wanted = parameters.get("ClientVpnEndpointIds")
    found = [by_id(call, name) for name in wanted] if wanted else list(call.place.endpoints.values())
    names = {"endpoint-id": "ClientVpnEndpointId", "transport-protocol": "TransportProtocol"}
    items = [described(call, endpoint) for endpoint in found]
    filters = parameters.get("Filters") or []
    for one in [one for one in filters if one["Name"].startswith("tag:")]:
        key = one["Name"].removeprefix("tag:")
        items = [item for item in items if any(t["Key"] == key and t["Value"] in one["Values"] for t in item["Tags"])]
    rest = [one for one in filters if not one["Name"].startswith("tag:")]
    return page("ClientVpnEndpoints", [item for item in items if chosen(item, rest, names)], parameters)


def described(call: Call, endpoint: Endpoint) -> dict[str, Any]:
    fields = endpoint.fields
    same = (
        "Description", "ClientCidrBlock", "DnsServers", "SplitTunnel", "TransportProtocol", "VpnPort", "ServerCertificateArn",
        "SecurityGroupIds", "VpcId", "SessionTimeoutHours", "DisconnectOnSessionTimeout", "EndpointIpAddressType",
        "TrafficIpAddressType", "DevicePostureOptions",
    )
    item = {key: fields[key] for key in same if fields.get(key) is not None}
    item |= {
        "ClientVpnEndpointId": endpoint.id,
        "Status": {"Code": endpoint.state},
        "CreationTime": datetime.datetime.fromtimestamp(endpoint.created, datetime.UTC).strftime("%Y-%m-%dT%H:%M:%S"),
        "DnsName": dns_name(call, endpoint),
        "VpnProtocol": "openvpn",
        "AuthenticationOptions": [_authentication(method) for method in fields["AuthenticationOptions"]],
        "ConnectionLogOptions": {"IncludeAuthorizationPolicyContext": False, **fields["ConnectionLogOptions"]},
        "Tags": [{"Key": key, "Value": value} for key, value in endpoint.tags.items()],
        "ClientConnectOptions": {"Enabled": False, **(fields.get("ClientConnectOptions") or {}), "Status": {"Code": "applied"}},
        "ClientLoginBannerOptions": {"Enabled": False, **(fields.get("ClientLoginBannerOptions") or {})},
        "ClientRouteEnforcementOptions": {"Enforced": False, **(fields.get("ClientRouteEnforcementOptions") or {})},
        "AssociatedTargetNetworks": [
            {"NetworkId": part.fields["TargetNetworkId"], "NetworkType": "vpc"}
            for part in endpoint.associations.values() if "TargetNetworkId" in part.fields
        ],
    }
    if fields["SelfServicePortal"] == "enabled":
        item["SelfServicePortalUrl"] = f"https://self-service.clientvpn.amazonaws.com/endpoints/{endpoint.id}"
    if endpoint.through_gateway:
        attachment = "tgw-attach-" + endpoint.id.rpartition("-")[2]
        item["TransitGatewayConfiguration"] = {**fields["TransitGatewayConfiguration"], "TransitGatewayAttachmentId": attachment}
    return item


def _authentication(method: dict[str, Any]) -> dict[str, Any]:
    """Some members have other names in answers than in requests."""
    item: dict[str, Any] = {"Type": method["Type"]}
    if mutual := method.get("MutualAuthentication"):
        item["MutualAuthentication"] = {"ClientRootCertificateChain": mutual.get("ClientRootCertificateChainArn")}
    if federated := method.get("FederatedAuthentication"):
        item["FederatedAuthentication"] = {
            "SamlProviderArn": federated.get("SAMLProviderArn"),
            "SelfServiceSamlProviderArn": federated.get("SelfServiceSAMLProviderArn"),
        }
    if directory := method.get("ActiveDirectory"):
        item["ActiveDirectory"] = directory
    return item


def dns_name(call: Call, endpoint: Endpoint) -> str:
    return f"*.{endpoint.id}.prod.clientvpn.{call.region}.amazonaws.com"
