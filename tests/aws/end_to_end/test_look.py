"""Commands that look at what is live, and those that touch one thing of it."""

import json

import pytest
from client import Aws
from program import Program

CHANGING = ("Create", "Delete", "Update", "Modify", "Execute", "Import", "Set", "Put", "Authorize", "Revoke", "Associate", "Terminate")


def changing(aws: Aws) -> list[str]:
    """The calls of the client that change something."""
    return [one["operation"] for one in aws.get("calls") if one["via"] == "client" and one["operation"].startswith(CHANGING)]


def test_a_difference_is_told_by_the_exit_status_and_changes_nothing(quickstart: Program) -> None:
    result = quickstart.run("diff", code=3)
    assert "AWS::EC2::ClientVpnEndpoint" in result.text
    assert changing(quickstart.aws) == []
    quickstart.deploy()
    quickstart.run("diff", code=0)
    quickstart.edit("split_tunnel: true", "split_tunnel: false")
    result = quickstart.run("diff", "--format", "markdown", code=3)
    assert "SplitTunnel" in result.out
    quickstart.aws.post("calls/clear")
    result = quickstart.run("diff", "--format", "json", code=3)
    assert "SplitTunnel" in json.dumps(json.loads(result.out))
    assert changing(quickstart.aws) == []


def test_what_is_live_is_as_it_is_meant_until_somebody_touches_it(quickstart: Program) -> None:
    quickstart.deploy()
    quickstart.aws.post("calls/clear")
    quickstart.run("status", code=0)
    assert changing(quickstart.aws) == []
    endpoint = quickstart.aws.endpoint()["ClientVpnEndpointId"]
    quickstart.aws.ec2.modify_client_vpn_endpoint(ClientVpnEndpointId=endpoint, SplitTunnel=False)
    result = quickstart.run("status", "--format", "json", code=4)
    assert "SplitTunnel" in result.out or "split" in result.out.lower()


@pytest.mark.parametrize("touch", ["rule-gone", "rule-more", "association-gone", "assignment-gone", "tag"])
def test_each_drift_is_found(quickstart: Program, touch: str) -> None:
    quickstart.deploy()
    aws, endpoint = quickstart.aws, quickstart.aws.endpoint()
    key = {"ClientVpnEndpointId": endpoint["ClientVpnEndpointId"]}
    (rule,) = endpoint["rules"]
    if touch == "rule-gone":
        aws.ec2.revoke_client_vpn_ingress(**key, TargetNetworkCidr=rule["to"], AccessGroupId=rule["group"])
    elif touch == "rule-more":
        aws.ec2.authorize_client_vpn_ingress(**key, TargetNetworkCidr="10.0.99.0/24", AuthorizeAllGroups=True)
    elif touch == "association-gone":
        aws.ec2.disassociate_client_vpn_target_network(**key, AssociationId=endpoint["associations"][0]["AssociationId"])
    elif touch == "assignment-gone":
        (arn, kind, who), = aws.get("state")["centers"][0]["assignments"]
        aws.sso_admin.delete_application_assignment(ApplicationArn=arn, PrincipalType=kind, PrincipalId=who)
    else:
        aws.ec2.create_tags(Resources=[endpoint["ClientVpnEndpointId"]], Tags=[{"Key": "Name", "Value": "other"}])
    quickstart.run("status", code=4)


def test_before_a_deployment_there_is_nothing_to_look_at(quickstart: Program) -> None:
    for command in ("status", "sessions", "profile"):
        result = quickstart.run(command, code=None)
        assert result.code != 0
        assert "panicked" not in result.text
    assert changing(quickstart.aws) == []


def test_connections_are_listed_and_ended(quickstart: Program) -> None:
    quickstart.deploy()
    aws = quickstart.aws
    endpoint = aws.endpoint()["ClientVpnEndpointId"]
    aws.post("connections", {"account": aws.account, "endpoint": endpoint, "users": ["taro.yamada@example.com", "hanako.sato@example.com"]})
    result = quickstart.run("sessions")
    assert "taro.yamada@example.com" in result.out
    quickstart.run("sessions", "--kill", "taro.yamada@example.com")
    states = {
        one["Username"]: one["Status"]["Code"]
        for one in aws.ec2.describe_client_vpn_connections(ClientVpnEndpointId=endpoint)["Connections"]
    }
    assert states == {"taro.yamada@example.com": "terminated", "hanako.sato@example.com": "active"}


def test_the_profile_is_exported_and_checked(quickstart: Program) -> None:
    quickstart.deploy()
    quickstart.run("profile", "-o", "corp.ovpn")
    text = (quickstart.folder / "corp.ovpn").read_text()
    assert quickstart.aws.endpoint()["ClientVpnEndpointId"] in text
    assert "auth-federate" in text


def test_a_stack_in_progress_is_told_and_left_alone(quickstart: Program) -> None:
    aws = quickstart.aws
    quickstart.deploy()
    quickstart.edit("split_tunnel: true", "split_tunnel: false")
    aws.post("clock", {"scale": 1})
    process = quickstart.start("deploy", "--yes")
    while aws.status("quickstart") != "UPDATE_IN_PROGRESS":
        assert process.poll() is None
    process.kill()
    process.communicate()
    aws.post("calls/clear")
    for command in ("status", "diff"):
        result = quickstart.run(command, code=None)
        assert "UPDATE_IN_PROGRESS" in result.text, result.text
    assert changing(aws) == []
