"""What EC2 holds an endpoint to, seen through boto3."""

import time
from typing import Any

import pytest
from botocore.exceptions import ClientError
from client import ACCOUNT, REGION, Aws
from standin.plant import issue

SUBNETS = [
    {"id": "subnet-0a", "cidr": "10.0.1.0/24", "zone": f"{REGION}a"}, {"id": "subnet-0b", "cidr": "10.0.2.0/24", "zone": f"{REGION}a"},
    {"id": "subnet-0c", "cidr": "10.0.3.0/24", "zone": f"{REGION}c"}, {"id": "subnet-0d", "cidr": "10.0.4.0/28", "zone": f"{REGION}d"},
]
CERTIFICATE = f"arn:aws:acm:{REGION}:{ACCOUNT}:certificate/00000000-0000-0000-0000-000000000001"
ROOT = f"arn:aws:acm:{REGION}:{ACCOUNT}:certificate/00000000-0000-0000-0000-000000000002"


@pytest.fixture
def aws(aws: Aws) -> Aws:
    vpc = {"id": "vpc-0a", "cidrs": ["10.0.0.0/16", "10.9.0.0/16"], "subnets": SUBNETS, "security_groups": ["sg-0a"]}
    certificates = [{"arn": CERTIFICATE, "domain": "vpn.example.com"}, {"arn": ROOT, "domain": None}]
    aws.post("world", {"account": ACCOUNT, "region": REGION, "vpcs": [vpc], "certificates": certificates})
    return aws


def endpoint(aws: Aws, **more: Any) -> str:
    options = {
        "ServerCertificateArn": CERTIFICATE, "ClientCidrBlock": "192.168.0.0/22", "ConnectionLogOptions": {"Enabled": False},
        "AuthenticationOptions": [
            {"Type": "certificate-authentication", "MutualAuthentication": {"ClientRootCertificateChainArn": ROOT}}
        ],
    }
    return aws.ec2.create_client_vpn_endpoint(**{**options, **more})["ClientVpnEndpointId"]


def associated(aws: Aws, *subnets: str, **more: Any) -> str:
    name = endpoint(aws, **more)
    for subnet in subnets or ("subnet-0a",):
        aws.ec2.associate_client_vpn_target_network(ClientVpnEndpointId=name, SubnetId=subnet)
    while aws.endpoint()["Status"]["Code"] != "available" or {one["state"] for one in aws.endpoint()["associations"]} != {"associated"}:
        time.sleep(0.01)
    return name


def refused(code: str, call: Any, **parameters: Any) -> str:
    with pytest.raises(ClientError) as error:
        call(**parameters)
    assert error.value.response["Error"]["Code"] == code, error.value
    return error.value.response["Error"]["Message"]


def rule(aws: Aws, name: str, network: str, **more: Any) -> Any:
    more = more or {"AuthorizeAllGroups": True}
    return aws.ec2.authorize_client_vpn_ingress(ClientVpnEndpointId=name, TargetNetworkCidr=network, **more)


@pytest.mark.parametrize(("options", "code", "text"), [
    ({"ServerCertificateArn": ROOT}, "InvalidParameterValue", f"Certificate {ROOT} does not have a domain"),
    ({"ServerCertificateArn": ROOT[:-1] + "9"}, "InvalidParameterValue", "does not exist"),
    ({"ClientCidrBlock": "10.0.0.0/24"}, "InvalidParameterValue", "between /12 and /22"),
    ({"ClientCidrBlock": "192.168.1.0/22"}, "InvalidParameterValue", "not a valid CIDR block"),
    ({"SecurityGroupIds": ["sg-0a"]}, "InvalidParameterValue", "without specifying Vpc Id"),
    ({"SecurityGroupIds": ["sg-0b"], "VpcId": "vpc-0a"}, "InvalidGroup.NotFound", "sg-0b"),
    ({"VpcId": "vpc-0b"}, "InvalidVpcID.NotFound", "vpc-0b"),
    ({"VpnPort": 1195}, "InvalidParameterValue", "1195"),
    ({"SessionTimeoutHours": 9}, "InvalidParameterValue", "9"),
    ({"DnsServers": ["10.0.0.2"] * 3}, "InvalidParameterValue", "At most 2"),
    ({"ConnectionLogOptions": {"Enabled": True, "CloudwatchLogGroup": "absent"}}, "InvalidParameterValue", "absent does not exist"),
    ({"ClientConnectOptions": {"Enabled": True, "LambdaFunctionArn": f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:check"}},
     "InvalidParameterValue", "AWSClientVPN-"),
    ({"ClientLoginBannerOptions": {"Enabled": True, "BannerText": "x" * 1401}}, "InvalidParameterValue", "1400"),
    ({"AuthenticationOptions": [{"Type": "federated-authentication", "FederatedAuthentication": {"SAMLProviderArn": "arn:absent"}}]},
     "InvalidParameterValue", "arn:absent does not exist"),
    ({"AuthenticationOptions": [{"Type": "directory-service-authentication", "ActiveDirectory": {"DirectoryId": "d-1"}},
                                {"Type": "federated-authentication", "FederatedAuthentication": {"SAMLProviderArn": "arn:absent"}}]},
     "InvalidParameterValue", "combination"),
])
def test_options_that_aws_refuses(aws: Aws, options: dict[str, Any], code: str, text: str) -> None:
    with pytest.raises(ClientError) as error:
        endpoint(aws, **options)
    assert error.value.response["Error"]["Code"] == code
    assert text in error.value.response["Error"]["Message"]
    assert aws.place()["endpoints"] == []


@pytest.mark.parametrize("key", ["RSA_4096", "EC_prime256v1"])
def test_only_rsa_keys_of_up_to_2048_bits(aws: Aws, key: str) -> None:
    arn = CERTIFICATE[:-1] + "7"
    aws.post("world", {"certificates": [{"arn": arn, "domain": "vpn.example.com", "key": key}]})
    assert "unsupported key" in refused("InvalidParameterValue", lambda: endpoint(aws, ServerCertificateArn=arn))


def test_an_endpoint_waits_for_its_first_association(aws: Aws) -> None:
    name = endpoint(aws)
    assert aws.endpoint()["Status"] == {"Code": "pending-associate"}
    refused("InvalidClientVpnActiveAssociationNotFound", lambda: rule(aws, name, "10.0.0.0/16"))
    aws.ec2.associate_client_vpn_target_network(ClientVpnEndpointId=name, SubnetId="subnet-0a")
    assert aws.endpoint()["Status"] == {"Code": "pending-associate"}
    while aws.endpoint()["Status"]["Code"] != "available":
        time.sleep(0.01)
    (network,) = aws.ec2.describe_client_vpn_target_networks(ClientVpnEndpointId=name)["ClientVpnTargetNetworks"]
    assert (network["Status"]["Code"], network["VpcId"]) == ("associated", "vpc-0a")
    assert len(network["SecurityGroups"]) == 1


def test_an_association_brings_the_routes_of_its_vpc(aws: Aws) -> None:
    name = associated(aws)
    routes = aws.ec2.describe_client_vpn_routes(ClientVpnEndpointId=name)["Routes"]
    assert [(one["DestinationCidr"], one["Origin"]) for one in routes] == [("10.0.0.0/16", "associate"), ("10.9.0.0/16", "associate")]
    own = {"ClientVpnEndpointId": name, "DestinationCidrBlock": "10.0.0.0/16", "TargetVpcSubnetId": "subnet-0a"}
    refused("InvalidClientVpnDuplicateRoute", aws.ec2.create_client_vpn_route, **own)
    refused("InvalidParameterValue", aws.ec2.delete_client_vpn_route, **own)


def test_what_an_association_is_refused_for(aws: Aws) -> None:
    name = associated(aws)
    join = aws.ec2.associate_client_vpn_target_network
    refused("InvalidClientVpnDuplicateAssociationException", join, ClientVpnEndpointId=name, SubnetId="subnet-0a")
    refused("InvalidClientVpnSubnetId.DuplicateAz", join, ClientVpnEndpointId=name, SubnetId="subnet-0b")
    refused("InvalidClientVpnSubnetId.NotFound", join, ClientVpnEndpointId=name, SubnetId="subnet-0z")
    assert "/27" in refused("InvalidParameterValue", join, ClientVpnEndpointId=name, SubnetId="subnet-0d")
    overlapping = endpoint(aws, ClientCidrBlock="10.9.0.0/22")
    refused("InvalidClientVpnSubnetId.OverlappingCidr", join, ClientVpnEndpointId=overlapping, SubnetId="subnet-0a")


def test_rules_and_routes_are_unique(aws: Aws) -> None:
    name = associated(aws)
    rule(aws, name, "10.0.0.0/16", AccessGroupId="a")
    rule(aws, name, "10.0.0.0/16", AccessGroupId="b")
    refused("InvalidClientVpnDuplicateAuthorizationRule", lambda: rule(aws, name, "10.0.0.0/16", AccessGroupId="a", Description="other"))
    route = {"ClientVpnEndpointId": name, "DestinationCidrBlock": "10.50.0.0/16", "TargetVpcSubnetId": "subnet-0a"}
    aws.ec2.create_client_vpn_route(**route)
    refused("InvalidClientVpnDuplicateRoute", aws.ec2.create_client_vpn_route, **route, Description="other")
    refused("InvalidClientVpnActiveAssociationNotFound", aws.ec2.create_client_vpn_route, **{**route, "TargetVpcSubnetId": "subnet-0c"})
    refused("InvalidParameterValue", aws.ec2.create_client_vpn_route, **{**route, "DestinationCidrBlock": "192.168.0.0/24"})
    refused("InvalidClientVpnEndpointAuthorizationRuleNotFound", aws.ec2.revoke_client_vpn_ingress,
            ClientVpnEndpointId=name, TargetNetworkCidr="10.1.0.0/16", AccessGroupId="a")


def test_ten_changes_of_an_endpoint_are_in_flight_at_most(aws: Aws) -> None:
    name = associated(aws)
    aws.post("clock", {"scale": 1})
    for number in range(10):
        rule(aws, name, f"10.0.{number}.0/24")
    refused("ConcurrentMutationLimitExceeded", lambda: rule(aws, name, "10.0.10.0/24"))
    assert [one["state"] for one in aws.endpoint()["rules"]] == ["authorizing"] * 10


def test_an_endpoint_is_deleted_after_its_associations(aws: Aws) -> None:
    name = associated(aws)
    refused("DependencyViolation", aws.ec2.delete_client_vpn_endpoint, ClientVpnEndpointId=name)
    (part,) = aws.endpoint()["associations"]
    aws.ec2.disassociate_client_vpn_target_network(ClientVpnEndpointId=name, AssociationId=part["AssociationId"])
    while aws.endpoint()["associations"]:
        time.sleep(0.01)
    assert (aws.endpoint()["Status"]["Code"], aws.endpoint()["routes"]) == ("pending-associate", [])
    aws.ec2.delete_client_vpn_endpoint(ClientVpnEndpointId=name)
    while aws.place()["endpoints"]:
        time.sleep(0.01)
    refused("InvalidClientVpnEndpointId.NotFound", aws.ec2.describe_client_vpn_endpoints, ClientVpnEndpointIds=[name])


def test_quotas(aws: Aws) -> None:
    aws.post("world", {"quotas": {"endpoints": 1, "rules": 1, "routes": 3}})
    name = associated(aws)
    refused("ClientVpnEndpointLimitExceeded", lambda: endpoint(aws))
    rule(aws, name, "10.0.0.0/16")
    refused("ClientVpnAuthorizationRuleLimitExceeded", lambda: rule(aws, name, "10.1.0.0/16"))
    route = {"ClientVpnEndpointId": name, "TargetVpcSubnetId": "subnet-0a"}
    aws.ec2.create_client_vpn_route(**route, DestinationCidrBlock="10.50.0.0/16")
    refused("ClientVpnRouteLimitExceeded", aws.ec2.create_client_vpn_route, **route, DestinationCidrBlock="10.51.0.0/16")
    quota = aws.service_quotas.get_service_quota(ServiceCode="ec2", QuotaCode="L-9A1BC94B")["Quota"]
    assert quota["Value"] == 1.0


def test_a_repeated_call_with_its_token_does_nothing_twice(aws: Aws) -> None:
    first = endpoint(aws, ClientToken="once")
    assert endpoint(aws, ClientToken="once") == first
    assert len(aws.place()["endpoints"]) == 1


def test_tags_modification_and_pages(aws: Aws) -> None:
    tags = [{"ResourceType": "client-vpn-endpoint", "Tags": [{"Key": "Name", "Value": "one"}]}]
    name = associated(aws, TagSpecifications=tags)
    aws.ec2.create_tags(Resources=[name], Tags=[{"Key": "team", "Value": "platform"}])
    aws.ec2.delete_tags(Resources=[name], Tags=[{"Key": "Name"}])
    aws.ec2.modify_client_vpn_endpoint(
        ClientVpnEndpointId=name, SplitTunnel=True, DnsServers={"CustomDnsServers": ["10.0.0.2"], "Enabled": True}
    )
    wanted = [{"Name": "tag:team", "Values": ["platform"]}]
    (found,) = aws.ec2.describe_client_vpn_endpoints(Filters=wanted)["ClientVpnEndpoints"]
    assert (found["Tags"], found["SplitTunnel"], found["DnsServers"]) == ([{"Key": "team", "Value": "platform"}], True, ["10.0.0.2"])
    for number in range(7):
        rule(aws, name, f"10.0.{number}.0/24")
    pages = aws.ec2.get_paginator("describe_client_vpn_authorization_rules").paginate(
        ClientVpnEndpointId=name, PaginationConfig={"PageSize": 5}
    )
    assert [len(page["AuthorizationRules"]) for page in pages] == [5, 2]


def test_the_profile_names_the_server_and_trusts_its_chain(aws: Aws) -> None:
    name = associated(aws)
    text = aws.ec2.export_client_vpn_client_configuration(ClientVpnEndpointId=name)["ClientConfiguration"]
    assert f"remote {name}.prod.clientvpn.{REGION}.amazonaws.com 443" in text
    assert "verify-x509-name vpn.example.com name" in text
    assert text.count("BEGIN CERTIFICATE") == 1


def test_connections_are_listed_and_ended(aws: Aws) -> None:
    name = associated(aws)
    aws.post("connections", {"account": ACCOUNT, "endpoint": name, "users": ["taro", "hanako"]})
    ended = aws.ec2.terminate_client_vpn_connections(ClientVpnEndpointId=name, Username="taro")["ConnectionStatuses"]
    assert [one["CurrentStatus"]["Code"] for one in ended] == ["terminated"]
    refused("InvalidClientVpnConnection.UserNotFound", aws.ec2.terminate_client_vpn_connections, ClientVpnEndpointId=name, Username="x")


def test_a_dry_run_says_whether_it_may(aws: Aws) -> None:
    name = associated(aws)
    probe = {"ClientVpnEndpointId": name, "DryRun": True}
    refused("DryRunOperation", aws.ec2.delete_client_vpn_endpoint, **probe)
    aws.post("permissions", {"account": ACCOUNT, "deny": ["ec2:DeleteClientVpn*"]})
    refused("UnauthorizedOperation", aws.ec2.delete_client_vpn_endpoint, **probe)
    assert aws.endpoint()["Status"]["Code"] == "available"


def test_a_certificate_is_imported_again_under_its_arn(aws: Aws) -> None:
    text, chain, key = issue("new.example.com")
    made = aws.acm.import_certificate(Certificate=text, PrivateKey=key, CertificateChain=chain, Tags=[{"Key": "cvpn", "Value": "x"}])
    arn = made["CertificateArn"]
    again = {"CertificateArn": arn, "Certificate": text, "PrivateKey": key, "CertificateChain": chain}
    assert aws.acm.import_certificate(**again)["CertificateArn"] == arn
    refused("ValidationException", aws.acm.import_certificate, **again, Tags=[{"Key": "a", "Value": "b"}])
    assert aws.acm.list_tags_for_certificate(CertificateArn=arn)["Tags"] == [{"Key": "cvpn", "Value": "x"}]
    found = aws.acm.describe_certificate(CertificateArn=arn)["Certificate"]
    assert (found["DomainName"], found["Type"], found["KeyAlgorithm"], found["InUseBy"]) == ("new.example.com", "IMPORTED", "RSA_2048", [])
    endpoint(aws, ServerCertificateArn=arn)
    refused("ResourceInUseException", aws.acm.delete_certificate, CertificateArn=arn)
    other = issue("other.example.com", "RSA_4096")[2]
    refused("ValidationException", aws.acm.import_certificate, Certificate=text, PrivateKey=other, CertificateChain=chain)
