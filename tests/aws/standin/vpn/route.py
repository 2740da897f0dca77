"""Routes: AWS's own of the VPC, and those that are added."""

from ipaddress import ip_network
from typing import Any

from ..call import Call
from ..error import AwsError
from ..service import operation
from . import duration
from .model import Endpoint, Part, find, move
from .page import chosen, page


@operation("ec2", "CreateClientVpnRoute")
def create(call: Call, parameters: dict[str, Any]) -> dict[str, Any]:
    endpoint = find(call, parameters)
    token = parameters.get("ClientToken")
    if token and token in endpoint.tokens:
        return endpoint.tokens[token]
    key = _key(endpoint, parameters)
    _check(call, endpoint, *key)
    if key in endpoint.routes:
        text = f"A route to {key[0]} through {key[1] or 'the transit gateway'} already exists"
        raise AwsError("InvalidClientVpnDuplicateRoute", text)
    endpoint.begin()
    fields = {"Description": parameters.get("Description"), "Origin": "add-route"}
    part = Part("creating", 0.0, key, fields)
    endpoint.routes[key] = part
    move(call, endpoint, part, duration.ROUTE, "active")
    answer = {"Status": {"Code": part.state}}
    if token:
        endpoint.tokens[token] = answer
    return answer


def _key(endpoint: Endpoint, parameters: dict[str, Any]) -> tuple[str, str]:
    subnet = parameters.get("TargetVpcSubnetId") or ""
    if endpoint.through_gateway and subnet not in ("", "local"):
        raise AwsError("InvalidParameterValue", "TargetVpcSubnetId cannot be specified for a transit gateway")
    if not endpoint.through_gateway and not subnet:
        raise AwsError("MissingParameter", "The request must contain the parameter TargetVpcSubnetId")
    return parameters["DestinationCidrBlock"], subnet


def _check(call: Call, endpoint: Endpoint, destination: str, subnet: str) -> None:
    try:
        network = ip_network(destination)
    except ValueError:
        raise AwsError("InvalidParameterValue", f"{destination} is not a valid CIDR block") from None
    endpoint.require_association()
    clients = endpoint.fields.get("ClientCidrBlock")
    if subnet == "local":
        if destination != clients:
            raise AwsError("InvalidParameterValue", f"A local route's destination is the client CIDR block {clients}")
        return
    # The default route holds everything, the clients' addresses too, and is meant.
    if clients and network.version == 4 and network.prefixlen and network.overlaps(ip_network(clients)):
        raise AwsError("InvalidParameterValue", f"Route {destination} overlaps the client CIDR block {clients}")
    if not endpoint.through_gateway and not any(
        part.fields["TargetNetworkId"] == subnet and part.state == "associated" for part in endpoint.associations.values()
    ):
        text = f"Subnet {subnet} is not an active target network of endpoint {endpoint.id}"
        raise AwsError("InvalidClientVpnActiveAssociationNotFound", text)
    count = sum(key[1] == subnet for key in endpoint.routes)
    if count >= call.place.quotas["routes"]:
        raise AwsError("ClientVpnRouteLimitExceeded", "The maximum number of routes has been reached")


@operation("ec2", "DeleteClientVpnRoute")
def delete(call: Call, parameters: dict[str, Any]) -> dict[str, Any]:
    endpoint = find(call, parameters)
    key = parameters["DestinationCidrBlock"], parameters.get("TargetVpcSubnetId") or ""
    part = endpoint.routes.get(key)
    if part is None:
        raise AwsError("InvalidClientVpnRouteNotFound", f"No route to {key[0]} through {key[1]} exists")
    if part.fields["Origin"] == "associate":
        raise AwsError("InvalidParameterValue", f"The route to {key[0]} was added by AWS and cannot be deleted")
    if part.state != "deleting":
        endpoint.begin(part)
        part.state = "deleting"
        move(call, endpoint, part, duration.ROUTE_DELETE, None)
    return {"Status": {"Code": part.state}}


@operation("ec2", "DescribeClientVpnRoutes")
def describe(call: Call, parameters: dict[str, Any]) -> dict[str, Any]:
    endpoint = find(call, parameters)
    items = []
    for (destination, subnet), part in endpoint.routes.items():
        item = {key: value for key, value in part.fields.items() if value is not None}
        item |= {"ClientVpnEndpointId": endpoint.id, "DestinationCidr": destination, "Status": {"Code": part.state}}
        item |= {"TargetSubnet": subnet, "Type": "Nat"} if subnet else {"Type": "Nat"}
        items.append(item)
    names = {"destination-cidr": "DestinationCidr", "origin": "Origin", "target-subnet": "TargetSubnet"}
    return page("Routes", [item for item in items if chosen(item, parameters.get("Filters"), names)], parameters)


def of_vpc(call: Call, endpoint: Endpoint, subnet: str, cidrs: list[str]) -> None:
    """The route to the VPC that an association brings with it."""
    for cidr in cidrs:
        key = cidr, subnet
        # It takes the association's time, and does not count among the changes in flight.
        endpoint.routes[key] = Part("active", call.clock.now(), key, {"Origin": "associate"})


def without_subnet(endpoint: Endpoint, subnet: str | None) -> None:
    """AWS takes its own routes back at disassociation."""
    for key, part in list(endpoint.routes.items()):
        if key[1] == subnet and part.fields["Origin"] == "associate":
            del endpoint.routes[key]
