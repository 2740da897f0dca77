"""Every template of the gallery stands up, stands still, and comes down."""

import pytest
from client import IDENTITY_ACCOUNT, Aws, gallery, template
from standin.plant import issue


def certificate(aws: Aws) -> list[dict[str, str]]:
    """What a blueprint that issues its certificate gives the template."""
    text, chain, key = issue("vpn.example.com")
    made = aws.acm.import_certificate(Certificate=text, PrivateKey=key, CertificateChain=chain)
    return [{"ParameterKey": "ServerCertificateArn", "ParameterValue": made["CertificateArn"]}]


@pytest.mark.parametrize("name", gallery())
def test_a_gallery_template_stands_up_stands_still_and_comes_down(aws: Aws, name: str) -> None:
    aws.world_for(name)
    document = template(name)
    more = {"Parameters": certificate(aws)} if document.get("Parameters") else {}
    assert aws.deploy(document, **more) == "CREATE_COMPLETE", aws.failures()

    endpoint = aws.endpoint()
    kinds = [one["Type"] for one in document["Resources"].values()]
    assert len(endpoint["rules"]) == kinds.count("AWS::EC2::ClientVpnAuthorizationRule")
    assert sum(one["Origin"] == "add-route" for one in endpoint["routes"]) == kinds.count("AWS::EC2::ClientVpnRoute")
    assert {one["state"] for one in endpoint["rules"] + endpoint["routes"]} == {"active"}
    assert {one["state"] for one in endpoint["associations"]} == {"associated"}
    assert endpoint["Status"] == {"Code": "available"}
    (described,) = aws.ec2.describe_client_vpn_endpoints()["ClientVpnEndpoints"]
    assert described["ClientVpnEndpointId"] == endpoint["ClientVpnEndpointId"]

    again = aws.change_set(document, **more)
    assert (again["Status"], again["ExecutionStatus"]) == ("FAILED", "UNAVAILABLE")
    assert again["StatusReason"].startswith("The submitted information didn't contain changes.")

    aws.cloudformation.delete_stack(StackName="vpn")
    assert aws.settled() is None
    left = aws.place()
    assert (left["endpoints"], left["alarms"]) == ([], [])
    # Its deletion policy keeps the log.
    assert left["log_groups"] == [f"/aws/clientvpn/{name}"]


def test_the_two_stacks_of_split_accounts_stand_in_their_accounts(aws: Aws) -> None:
    aws.world_for("split-accounts")
    identity = aws.within(IDENTITY_ACCOUNT, "us-east-1")
    assert identity.deploy(template("split-accounts", "identity"), "identity") == "CREATE_COMPLETE", identity.failures("identity")
    (center,) = aws.get("state")["centers"]
    assert len(center["assignments"]) == 2
    assert aws.deploy(template("split-accounts")) == "CREATE_COMPLETE"
    assert aws.status("identity") is None


def test_the_account_of_the_vpn_does_not_see_identity_center_of_another(aws: Aws) -> None:
    aws.world_for("split-accounts")
    assert aws.deploy(template("split-accounts", "identity"), "identity") == "ROLLBACK_COMPLETE"
    assert all("not found" in text for text in aws.failures("identity").values())
