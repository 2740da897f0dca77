"""AWS::EC2::ClientVpnTargetNetworkAssociation"""

from ...call import Call
from ..run import Work
from ..stack import Resource, Stack
from .base import Type, gone, settle


class Association(Type):
    name = "AWS::EC2::ClientVpnTargetNetworkAssociation"

    def create(self, call: Call, resource: Resource, stack: Stack) -> Work:
        made = call.ask("ec2", "AssociateClientVpnTargetNetwork", **resource.properties)
        resource.physical_id = made["AssociationId"]
        resource.attributes = {"Id": resource.physical_id}
        yield from settle(call, lambda: self._find(call, resource))

    def delete(self, call: Call, resource: Resource) -> Work:
        name, endpoint = resource.physical_id, resource.properties["ClientVpnEndpointId"]
        if endpoint in call.place.endpoints:
            gone(
                "InvalidClientVpnAssociationIdNotFound", call, "ec2", "DisassociateClientVpnTargetNetwork",
                ClientVpnEndpointId=endpoint, AssociationId=name,
            )
        yield from settle(call, lambda: self._find(call, resource))

    def _find(self, call: Call, resource: Resource):  # noqa: ANN202
        endpoint = call.place.endpoints.get(resource.properties["ClientVpnEndpointId"])
        return endpoint.associations.get((resource.physical_id,)) if endpoint else None
