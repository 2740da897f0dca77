"""What AWS refuses is told in AWS's own words, and recovered from."""

import json

from program import Program, inventory


def test_a_resource_that_fails_is_named_with_its_reason_and_the_next_run_recovers(quickstart: Program) -> None:
    aws = quickstart.aws
    aws.post("resource-fault", {"logical_id": "SamlProvider", "message": "The provider could not be made"})
    result = quickstart.deploy(code=None)
    assert result.code != 0
    assert "SamlProvider" in result.text
    assert "The provider could not be made" in result.text
    quickstart.deploy()
    assert aws.status("quickstart") == "CREATE_COMPLETE"
    assert len(aws.place()["endpoints"]) == 1


def test_an_update_that_fails_is_taken_back_and_the_next_run_completes(quickstart: Program) -> None:
    quickstart.deploy()
    before = inventory(quickstart.aws)
    more = "access:\n  - { to: 10.0.20.0/24, groups: [VPN-User-Group], description: Second subnet }\n"
    quickstart.edit("access:\n", more)
    quickstart.aws.post("resource-fault", {"type": "AWS::EC2::ClientVpnAuthorizationRule", "message": "Not today"})
    result = quickstart.deploy(code=None)
    assert result.code != 0
    assert "Not today" in result.text
    assert [one["rules"] for one in inventory(quickstart.aws)[quickstart.aws.account, quickstart.aws.region]["endpoints"]] == [
        one["rules"] for one in before[quickstart.aws.account, quickstart.aws.region]["endpoints"]
    ]
    quickstart.deploy()
    assert len(quickstart.aws.endpoint()["rules"]) == 2


def test_a_permission_that_is_missing_is_named(quickstart: Program) -> None:
    quickstart.aws.post("permissions", {"account": quickstart.aws.account, "deny": ["cloudformation:CreateChangeSet"]})
    result = quickstart.deploy(code=None)
    assert result.code != 0
    assert "cloudformation:CreateChangeSet" in result.text
    assert quickstart.aws.place()["stacks"] == []


def test_a_certificate_without_a_domain_is_refused_before_anything_is_made(quickstart: Program) -> None:
    aws = quickstart.aws
    aws.post("reset")
    aws.world_for("quickstart")
    arn = aws.place()["certificates"][0]["arn"]
    aws.post("world", {"certificates": [{"arn": arn, "domain": None}]})
    result = quickstart.deploy(code=None)
    assert result.code != 0
    assert arn in result.text
    assert [one["operation"] for one in aws.get("calls") if one["operation"] in ("CreateChangeSet", "ExecuteChangeSet")] == []


def test_the_guard_is_up_again_after_a_replacement_that_failed(quickstart: Program) -> None:
    quickstart.deploy()
    aws = quickstart.aws
    policy = lambda: [one["policy"] for one in aws.place()["stacks"]]
    guarded = policy()
    quickstart.edit("client_cidr: 192.168.0.0/22", "client_cidr: 192.168.8.0/22")
    aws.post("resource-fault", {"logical_id": "Endpoint", "message": "Not today"})
    result = quickstart.deploy("--allow-replace", "Endpoint", code=None)
    assert result.code != 0
    assert "Not today" in result.text
    assert policy() == guarded


def test_a_blueprint_that_cannot_be_deployed_is_told_why(quickstart: Program) -> None:
    for file in (quickstart.folder / "saml").iterdir():
        file.unlink()
    assert "error[saml-metadata-missing]" in quickstart.deploy(code=1).err
    events = [json.loads(line) for line in quickstart.deploy("--format", "json", code=1).out.splitlines()]
    assert "saml-metadata-missing" in [event["fault"]["code"] for event in events if event["event"] == "fault"]


FOREIGN = {
    "Description": "Logs of somebody else",
    "Resources": {"Log": {"Type": "AWS::Logs::LogGroup", "Properties": {"LogGroupName": "/somebody/else"}}},
}


def test_a_stack_of_somebody_else_that_has_our_name_stays_as_it_is(quickstart: Program) -> None:
    aws = quickstart.aws
    aws.deploy(FOREIGN, "quickstart")
    result = quickstart.run("destroy", "--yes", "quickstart", code=2)
    assert "the stack quickstart was not made from a blueprint of this name; nothing was deleted" in result.err
    assert "it says: Logs of somebody else" in result.err
    result = quickstart.deploy(code=1)
    assert "stack-taken" in result.err
    assert "there is no deployed VPN quickstart" in quickstart.run("sessions", code=2).err
    assert aws.status("quickstart") == "CREATE_COMPLETE"


def test_stacks_of_somebody_else_beside_ours_stay_as_they_are(quickstart: Program) -> None:
    aws = quickstart.aws
    for word in ("routes", "rules"):
        template = {**FOREIGN, "Description": f"quickstart-{word}-1: vpn.template.json, as of another VPN"}
        template["Resources"] = {"Log": {**FOREIGN["Resources"]["Log"], "Properties": {"LogGroupName": f"/somebody/{word}"}}}
        aws.deploy(template, f"quickstart-{word}-1")
    quickstart.deploy()
    quickstart.run("diff", code=0)
    quickstart.run("destroy", "--yes", "quickstart")
    assert aws.status("quickstart") is None
    assert [aws.status(f"quickstart-{word}-1") for word in ("routes", "rules")] == ["CREATE_COMPLETE"] * 2
