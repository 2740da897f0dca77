"""Target network associations: one subnet a zone, all of one VPC, none overlapping the clients' addresses."""

from ipaddress import ip_network
from typing import Any

from ..call import Call
from ..error import AwsError
from ..service import operation
from . import duration, route
from .model import Endpoint, Part, find, move, new_id
from .page import chosen, page


@operation("ec2", "AssociateClientVpnTargetNetwork")
def associate(call: Call, parameters: dict[str, Any]) -> dict[str, Any]:
    endpoint = find(call, parameters)
    token = parameters.get("ClientToken")
    if token and token in endpoint.tokens:
        return endpoint.tokens[token]
    fields = _zone(call, endpoint, parameters) if endpoint.through_gateway else _subnet(call, endpoint, parameters)
    endpoint.begin()
    part = _add(call, endpoint, fields)
    answer = {"AssociationId": part.fields["AssociationId"], "Status": {"Code": part.state}}
    if token:
        endpoint.tokens[token] = answer
    return answer


def _add(call: Call, endpoint: Endpoint, fields: dict[str, Any]) -> Part:
    name = new_id("cvpn-assoc")
    part = Part("associating", 0.0, (name,), {**fields, "AssociationId": name})
    endpoint.associations[part.key] = part
    move(call, endpoint, part, duration.ASSOCIATION, "associated")
    if "TargetNetworkId" in fields:
        route.of_vpc(call, endpoint, fields["TargetNetworkId"], vpc_cidrs(call, fields["VpcId"]))
    return part


def _subnet(call: Call, endpoint: Endpoint, parameters: dict[str, Any]) -> dict[str, Any]:
    """The fields of an association with a subnet, which AWS takes."""
    name = parameters.get("SubnetId")
    if not name:
        raise AwsError("MissingParameter", "The request must contain the parameter SubnetId")
    subnet = subnet_by_id(call, name)
    if subnet is None:
        raise AwsError("InvalidClientVpnSubnetId.NotFound", f"The subnet ID '{name}' does not exist")
    for other in endpoint.associations.values():
        if other.fields["TargetNetworkId"] == name:
            text = f"Subnet {name} is already associated with endpoint {endpoint.id}"
            raise AwsError("InvalidClientVpnDuplicateAssociationException", text)
        if other.fields["zone"] == subnet.availability_zone:
            text = f"A subnet in Availability Zone {subnet.availability_zone} is already associated"
            raise AwsError("InvalidClientVpnSubnetId.DuplicateAz", text)
    vpc = endpoint.fields.setdefault("VpcId", subnet.vpc_id)
    if subnet.vpc_id != vpc:
        raise AwsError("InvalidParameterValue", f"Subnet {name} is not in VPC {vpc}")
    if call.world.moto.state("ec2", call.account, call.region).vpcs[vpc].instance_tenancy == "dedicated":
        raise AwsError("InvalidParameterValue", f"VPC {vpc} has dedicated tenancy")
    if ip_network(subnet.cidr_block).prefixlen > 27 or subnet.available_ip_address_count < 20:
        raise AwsError("InvalidParameterValue", f"Subnet {name} must be at least /27 and have 20 free addresses")
    clients = endpoint.fields.get("ClientCidrBlock")
    if clients:
        for cidr in [*vpc_cidrs(call, vpc), *(key[0] for key, one in endpoint.routes.items() if key[1] != "local")]:
            if _overlap(cidr, clients):
                text = f"Client CIDR block {clients} overlaps with {cidr}"
                raise AwsError("InvalidClientVpnSubnetId.OverlappingCidr", text)
    if not endpoint.fields.get("SecurityGroupIds"):
        endpoint.fields["SecurityGroupIds"] = [default_security_group(call, vpc)]
    return {"TargetNetworkId": name, "VpcId": vpc, "zone": subnet.availability_zone}


def _zone(call: Call, endpoint: Endpoint, parameters: dict[str, Any]) -> dict[str, Any]:
    """The fields of an association with a zone of an endpoint at a transit gateway."""
    zone = parameters.get("AvailabilityZone") or parameters.get("AvailabilityZoneId")
    if not zone:
        raise AwsError("MissingParameter", "The request must contain AvailabilityZone or AvailabilityZoneId")
    if any(other.fields["zone"] == zone for other in endpoint.associations.values()):
        raise AwsError("InvalidClientVpnDuplicateAssociationException", f"Availability Zone {zone} is already associated")
    if len(endpoint.associations) >= 5:
        raise AwsError("InvalidParameterValue", "At most 5 Availability Zones can be associated")
    return {"zone": zone}


def of_gateway(call: Call, endpoint: Endpoint) -> None:
    """An endpoint at a transit gateway is made with its associations; without zones AWS picks two."""
    asked = endpoint.fields["TransitGatewayConfiguration"]
    zones = asked.get("AvailabilityZones") or asked.get("AvailabilityZoneIds")
    if asked.get("AvailabilityZones") and asked.get("AvailabilityZoneIds"):
        raise AwsError("InvalidParameterCombination", "Specify AvailabilityZones or AvailabilityZoneIds, not both")
    for zone in zones or [f"{call.region}a", f"{call.region}c"]:
        _add(call, endpoint, {"zone": zone})


@operation("ec2", "DisassociateClientVpnTargetNetwork")
def disassociate(call: Call, parameters: dict[str, Any]) -> dict[str, Any]:
    endpoint = find(call, parameters)
    name = parameters["AssociationId"]
    part = endpoint.associations.get((name,))
    if part is None:
        raise AwsError("InvalidClientVpnAssociationIdNotFound", f"The association {name} does not exist")
    if part.state != "disassociating":
        endpoint.begin(part)
        part.state = "disassociating"
        move(call, endpoint, part, duration.DISASSOCIATION, None)
        route.without_subnet(endpoint, part.fields.get("TargetNetworkId"))
    return {"AssociationId": name, "Status": {"Code": part.state}}


@operation("ec2", "DescribeClientVpnTargetNetworks")
def describe(call: Call, parameters: dict[str, Any]) -> dict[str, Any]:
    endpoint = find(call, parameters)
    wanted = parameters.get("AssociationIds")
    items = []
    for part in endpoint.associations.values():
        if wanted and part.fields["AssociationId"] not in wanted:
            continue
        item = {key: value for key, value in part.fields.items() if key != "zone"}
        item |= {"ClientVpnEndpointId": endpoint.id, "Status": {"Code": part.state}}
        item["SecurityGroups"] = endpoint.fields.get("SecurityGroupIds") or []
        if endpoint.through_gateway:
            item["AvailabilityZone"] = part.fields["zone"]
        items.append(item)
    names = {"association-id": "AssociationId", "target-network-id": "TargetNetworkId", "vpc-id": "VpcId"}
    found = [item for item in items if chosen(item, parameters.get("Filters"), names)]
    return page("ClientVpnTargetNetworks", found, parameters)


def subnet_by_id(call: Call, name: str) -> Any:
    for subnets in call.world.moto.state("ec2", call.account, call.region).subnets.values():
        if name in subnets:
            return subnets[name]
    return None


def vpc_cidrs(call: Call, vpc: str) -> list[str]:
    found = call.world.moto.state("ec2", call.account, call.region).vpcs.get(vpc)
    return [one["cidr_block"] for six in (False, True) for one in found.get_cidr_block_association_set(six)] if found else []


def default_security_group(call: Call, vpc: str) -> str:
    groups = call.world.moto.state("ec2", call.account, call.region).groups[vpc]
    return next(name for name, group in groups.items() if group.name == "default")


def _overlap(one: str, other: str) -> bool:
    left, right = ip_network(one), ip_network(other)
    return left.version == right.version and left.overlaps(right)
