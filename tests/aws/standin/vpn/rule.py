"""Authorization rules: unique by network and group."""

from ipaddress import ip_network
from typing import Any

from ..call import Call
from ..error import AwsError
from ..service import operation
from . import duration
from .model import Part, find, move
from .page import chosen, page


@operation("ec2", "AuthorizeClientVpnIngress")
def authorize(call: Call, parameters: dict[str, Any]) -> dict[str, Any]:
    endpoint = find(call, parameters)
    token = parameters.get("ClientToken")
    if token and token in endpoint.tokens:
        return endpoint.tokens[token]
    network, group = parameters["TargetNetworkCidr"], parameters.get("AccessGroupId") or ""
    try:
        ip_network(network)
    except ValueError:
        raise AwsError("InvalidParameterValue", f"{network} is not a valid CIDR block") from None
    if bool(group) == bool(parameters.get("AuthorizeAllGroups")):
        raise AwsError("InvalidParameterCombination", "Specify either AccessGroupId or AuthorizeAllGroups")
    endpoint.require_association()
    key = network, group
    if key in endpoint.rules:
        text = f"An authorization rule for {network} and {group or 'all groups'} already exists"
        raise AwsError("InvalidClientVpnDuplicateAuthorizationRule", text)
    if len(endpoint.rules) >= call.place.quotas["rules"]:
        raise AwsError("ClientVpnAuthorizationRuleLimitExceeded", "The maximum number of authorization rules has been reached")
    endpoint.begin()
    part = Part("authorizing", 0.0, key, {"Description": parameters.get("Description")})
    endpoint.rules[key] = part
    move(call, endpoint, part, duration.RULE, "active")
    answer = {"Status": {"Code": part.state}}
    if token:
        endpoint.tokens[token] = answer
    return answer


@operation("ec2", "RevokeClientVpnIngress")
def revoke(call: Call, parameters: dict[str, Any]) -> dict[str, Any]:
    endpoint = find(call, parameters)
    network, group = parameters["TargetNetworkCidr"], parameters.get("AccessGroupId") or ""
    part = endpoint.rules.get((network, group))
    if part is None:
        text = f"No authorization rule for {network} and {group or 'all groups'} exists"
        raise AwsError("InvalidClientVpnEndpointAuthorizationRuleNotFound", text)
    if part.state != "revoking":
        endpoint.begin(part)
        part.state = "revoking"
        move(call, endpoint, part, duration.RULE_REVOKE, None)
    return {"Status": {"Code": part.state}}


@operation("ec2", "DescribeClientVpnAuthorizationRules")
def describe(call: Call, parameters: dict[str, Any]) -> dict[str, Any]:
    endpoint = find(call, parameters)
    items = []
    for (network, group), part in endpoint.rules.items():
        item = {key: value for key, value in part.fields.items() if value is not None}
        item |= {"ClientVpnEndpointId": endpoint.id, "DestinationCidr": network, "GroupId": group, "AccessAll": not group}
        items.append(item | {"Status": {"Code": part.state}})
    names = {"description": "Description", "destination-cidr": "DestinationCidr", "group-id": "GroupId"}
    found = [item for item in items if chosen(item, parameters.get("Filters"), names)]
    return page("AuthorizationRules", found, parameters)
