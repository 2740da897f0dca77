"""What AWS asks of an endpoint's options, at creation and at modification."""

from ipaddress import ip_network
from typing import Any

from ..call import Call
from ..certificate import check_server
from ..error import AwsError


def invalid(text: str) -> AwsError:
    return AwsError("InvalidParameterValue", text)


def check(call: Call, options: dict[str, Any]) -> None:
    """The options of a new or a changed endpoint, all of them."""
    _server_certificate(call, options)
    _client_cidr(options)
    _authentication(call, options)
    _network(call, options)
    _log(call, options)
    _numbers(options)
    _handler(options)
    _banner(options)


def _server_certificate(call: Call, options: dict[str, Any]) -> None:
    check_server(call, options["ServerCertificateArn"])


def _client_cidr(options: dict[str, Any]) -> None:
    cidr = options.get("ClientCidrBlock")
    if options.get("TrafficIpAddressType", "ipv4") == "ipv6":
        if cidr:
            raise invalid("ClientCidrBlock cannot be specified when TrafficIpAddressType is ipv6")
        return
    if not cidr:
        raise AwsError("MissingParameter", "The request must contain the parameter ClientCidrBlock")
    try:
        size = ip_network(cidr).prefixlen
    except ValueError:
        raise invalid(f"{cidr} is not a valid CIDR block") from None
    if not 12 <= size <= 22:
        raise invalid(f"CIDR block {cidr} must have a netmask between /12 and /22")


def _authentication(call: Call, options: dict[str, Any]) -> None:
    methods = options.get("AuthenticationOptions") or []
    kinds = [method.get("Type") for method in methods]
    allowed = (
        ["certificate-authentication"], ["directory-service-authentication"], ["federated-authentication"],
        ["certificate-authentication", "federated-authentication"],
        ["certificate-authentication", "directory-service-authentication"],
    )
    if sorted(str(kind) for kind in kinds) not in allowed:
        raise invalid(f"Invalid combination of authentication types: {kinds}")
    for method in methods:
        directory = (method.get("ActiveDirectory") or {}).get("DirectoryId")
        if method["Type"] == "directory-service-authentication" and directory not in call.place.directories:
            raise invalid(f"Directory {directory} does not exist")
        federated = method.get("FederatedAuthentication") or {}
        for key in ("SAMLProviderArn", "SelfServiceSAMLProviderArn"):
            arn = federated.get(key)
            if arn and arn not in call.everywhere.saml_providers:
                raise invalid(f"SAML provider {arn} does not exist in account {call.account}")
        if method["Type"] == "federated-authentication" and not federated.get("SAMLProviderArn"):
            raise AwsError("MissingParameter", "The request must contain the parameter SAMLProviderArn")
        mutual = (method.get("MutualAuthentication") or {}).get("ClientRootCertificateChainArn")
        if method["Type"] == "certificate-authentication":
            check_server(call, mutual or "", domain=False)


def _network(call: Call, options: dict[str, Any]) -> None:
    vpc, groups = options.get("VpcId"), options.get("SecurityGroupIds") or []
    if options.get("TransitGatewayConfiguration"):
        if vpc or groups:
            raise invalid("VpcId and SecurityGroupIds cannot be specified together with TransitGatewayConfiguration")
        gateway = options["TransitGatewayConfiguration"]["TransitGatewayId"]
        ask = {"TransitGatewayIds": [gateway]}
        (found,) = call.world.moto.ask(call.account, call.region, "ec2", "DescribeTransitGateways", ask)["TransitGateways"]
        if not found["Options"].get("TransitGatewayCidrBlocks"):
            raise invalid(f"Transit gateway {gateway} does not have a CIDR block")
        return
    if groups and not vpc:
        raise invalid("Security Groups cannot be modified without specifying Vpc Id")
    if len(groups) > 5:
        raise AwsError("SecurityGroupsPerInterfaceLimitExceeded", "The maximum number of security groups is 5")
    state = call.world.moto.state("ec2", call.account, call.region)
    if vpc and vpc not in state.vpcs:
        raise AwsError("InvalidVpcID.NotFound", f"The vpc ID '{vpc}' does not exist")
    for group in groups:
        if group not in state.groups.get(vpc, {}):
            raise AwsError("InvalidGroup.NotFound", f"The security group '{group}' does not exist in VPC '{vpc}'")


def _log(call: Call, options: dict[str, Any]) -> None:
    log = options.get("ConnectionLogOptions") or {}
    group = log.get("CloudwatchLogGroup")
    if log.get("Enabled") and not group:
        raise AwsError("MissingParameter", "The request must contain the parameter CloudwatchLogGroup")
    if group and group not in call.world.moto.state("logs", call.account, call.region).groups:
        raise invalid(f"CloudWatch Logs group {group} does not exist")


def _numbers(options: dict[str, Any]) -> None:
    allowed = {"VpnPort": (443, 1194), "SessionTimeoutHours": (8, 10, 12, 24), "TransportProtocol": ("udp", "tcp")}
    for key, values in allowed.items():
        if options.get(key) is not None and options[key] not in values:
            raise invalid(f"{options[key]} is not allowed for {key}: {values}")
    if len(options.get("DnsServers") or []) > 2:
        raise invalid("At most 2 DNS servers can be specified")


def _handler(options: dict[str, Any]) -> None:
    connect = options.get("ClientConnectOptions") or {}
    name = connect.get("LambdaFunctionArn", "").partition(":function:")[2]
    if connect.get("Enabled") and not name.startswith("AWSClientVPN-"):
        raise invalid("The Lambda function's name must start with AWSClientVPN-")


def _banner(options: dict[str, Any]) -> None:
    if len((options.get("ClientLoginBannerOptions") or {}).get("BannerText") or "") > 1400:
        raise invalid("BannerText must have at most 1400 characters")
