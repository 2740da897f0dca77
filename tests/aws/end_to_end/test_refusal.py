"""What AWS refuses is told in AWS's own words, and recovered from."""

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
