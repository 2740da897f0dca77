"""AWS::EC2::SecurityGroup"""

import secrets
from typing import Any

from ...call import Call
from ..run import Work
from ..stack import Resource, Stack
from .base import Type, gone


class SecurityGroup(Type):
    name = "AWS::EC2::SecurityGroup"

    def create(self, call: Call, resource: Resource, stack: Stack) -> Work:
        properties = resource.properties
        made = call.ask(
            "ec2", "CreateSecurityGroup", Description=properties["GroupDescription"], VpcId=properties["VpcId"],
            GroupName=properties.get("GroupName") or f"{stack.name}-{resource.logical_id}-{secrets.token_hex(6)}",
        )
        resource.physical_id = made["GroupId"]
        resource.attributes = {"GroupId": made["GroupId"], "Id": made["GroupId"], "VpcId": properties["VpcId"]}
        if properties.get("Tags"):
            call.ask("ec2", "CreateTags", Resources=[made["GroupId"]], Tags=properties["Tags"])
        yield 5.0
        if "SecurityGroupEgress" in properties:
            # AWS lets everything out unless the template says what.
            (group,) = call.ask("ec2", "DescribeSecurityGroups", GroupIds=[made["GroupId"]])["SecurityGroups"]
            if group["IpPermissionsEgress"]:
                call.ask("ec2", "RevokeSecurityGroupEgress", GroupId=made["GroupId"], IpPermissions=group["IpPermissionsEgress"])
        self._rules(call, resource, {})

    def update(self, call: Call, resource: Resource, before: dict[str, Any]) -> Work:
        self._rules(call, resource, before)
        yield 5.0

    def _rules(self, call: Call, resource: Resource, before: dict[str, Any]) -> None:
        for key, way in (("SecurityGroupEgress", "Egress"), ("SecurityGroupIngress", "Ingress")):
            old = [_permission(one) for one in before.get(key, [])]
            new = [_permission(one) for one in resource.properties.get(key, [])]
            for verb, wanted, other in (("Revoke", old, new), ("Authorize", new, old)):
                for one in wanted:
                    if one not in other:
                        call.ask("ec2", f"{verb}SecurityGroup{way}", GroupId=resource.physical_id, IpPermissions=[one])

    def delete(self, call: Call, resource: Resource) -> Work:
        gone("InvalidGroup.NotFound", call, "ec2", "DeleteSecurityGroup", GroupId=resource.physical_id)
        yield 5.0


def _permission(rule: dict[str, Any]) -> dict[str, Any]:
    """A rule of a template as EC2's calls write it."""
    described = {"Description": rule["Description"]} if "Description" in rule else {}
    permission: dict[str, Any] = {"IpProtocol": str(rule["IpProtocol"])}
    permission |= {key: rule[key] for key in ("FromPort", "ToPort") if key in rule}
    if "CidrIp" in rule:
        permission["IpRanges"] = [{"CidrIp": rule["CidrIp"], **described}]
    if "CidrIpv6" in rule:
        permission["Ipv6Ranges"] = [{"CidrIpv6": rule["CidrIpv6"], **described}]
    source = rule.get("SourceSecurityGroupId") or rule.get("DestinationSecurityGroupId")
    if source:
        permission["UserIdGroupPairs"] = [{"GroupId": source, **described}]
    return permission
