"""What CloudFormation makes of a change, and how it takes one back."""

import copy
import json
from typing import Any

import pytest
from botocore.exceptions import ClientError
from client import Aws, template

ACCESS = "Access10x0x10x0x24GroupVPNUserGroup79a5f3ab"
FIRST, SECOND = "AssociationSubnet0a1b2c3d4e5f60718", "AssociationSubnet0a1b2c3d4e5f60719"


@pytest.fixture
def aws(aws: Aws) -> Aws:
    aws.world_for("quickstart")
    return aws


@pytest.fixture
def quickstart() -> dict[str, Any]:
    return template("quickstart")


def changes(change_set: dict[str, Any]) -> dict[str, tuple[Any, ...]]:
    """Action, replacement and changed properties by resource."""
    found = {}
    for one in (change["ResourceChange"] for change in change_set["Changes"]):
        names = sorted({detail["Target"].get("Name") or detail["Target"]["Attribute"] for detail in one["Details"]})
        found[one["LogicalResourceId"]] = one["Action"], one.get("Replacement"), names
    return found


def test_a_first_change_set_adds_everything_and_leaves_a_stack_in_review(aws: Aws, quickstart: dict[str, Any]) -> None:
    found = aws.change_set(quickstart)
    assert {one[0] for one in changes(found).values()} == {"Add"}
    assert len(found["Changes"]) == len(quickstart["Resources"])
    assert aws.status() == "REVIEW_IN_PROGRESS"
    aws.cloudformation.delete_stack(StackName="vpn")
    assert aws.settled() is None


def test_a_change_in_place_names_property_before_and_after(aws: Aws, quickstart: dict[str, Any]) -> None:
    aws.deploy(quickstart)
    before = aws.endpoint()["ClientVpnEndpointId"]
    quickstart["Resources"]["Endpoint"]["Properties"]["SplitTunnel"] = False
    found = aws.change_set(quickstart)
    assert changes(found) == {"Endpoint": ("Modify", "False", ["SplitTunnel"])}
    (detail,) = found["Changes"][0]["ResourceChange"]["Details"]
    assert (detail["Evaluation"], detail["ChangeSource"]) == ("Static", "DirectModification")
    target = detail["Target"]
    assert (target["RequiresRecreation"], target["BeforeValue"], target["AfterValue"]) == ("Never", "true", "false")
    assert aws.deploy(quickstart) == "UPDATE_COMPLETE"
    assert (aws.endpoint()["ClientVpnEndpointId"], aws.endpoint()["SplitTunnel"]) == (before, False)


def test_a_changed_tag_replaces_the_endpoint_and_all_that_hangs_on_it(aws: Aws, quickstart: dict[str, Any]) -> None:
    aws.deploy(quickstart)
    before = aws.endpoint()["ClientVpnEndpointId"]
    quickstart["Resources"]["Endpoint"]["Properties"]["TagSpecifications"][0]["Tags"][0]["Value"] = "other"
    found = changes(aws.change_set(quickstart))
    assert found["Endpoint"] == ("Modify", "True", ["TagSpecifications"])
    assert found[FIRST] == found[SECOND] == found[ACCESS] == ("Modify", "True", ["ClientVpnEndpointId"])
    assert aws.deploy(quickstart) == "UPDATE_COMPLETE", aws.failures()
    assert aws.endpoint()["ClientVpnEndpointId"] != before
    assert len(aws.endpoint()["rules"]) == 1


def test_another_description_of_a_rule_collides_with_the_rule_and_is_taken_back(aws: Aws, quickstart: dict[str, Any]) -> None:
    aws.deploy(quickstart)
    quickstart["Resources"][ACCESS]["Properties"]["Description"] = "Other words"
    assert changes(aws.change_set(quickstart)) == {ACCESS: ("Modify", "True", ["Description"])}
    assert aws.deploy(quickstart) == "UPDATE_ROLLBACK_COMPLETE"
    assert "already exists" in aws.failures()[ACCESS]
    assert "InvalidClientVpnDuplicateAuthorizationRule" in aws.failures()[ACCESS]
    (rule,) = aws.endpoint()["rules"]
    assert (rule["Description"], rule["state"]) == ("Application subnet", "active")
    assert aws.change_set(template("quickstart"))["Status"] == "FAILED"


def test_another_logical_id_of_a_rule_collides_too(aws: Aws, quickstart: dict[str, Any]) -> None:
    aws.deploy(quickstart)
    quickstart["Resources"]["Renamed"] = quickstart["Resources"].pop(ACCESS)
    assert changes(aws.change_set(quickstart)) == {"Renamed": ("Add", None, []), ACCESS: ("Remove", None, [])}
    assert aws.deploy(quickstart) == "UPDATE_ROLLBACK_COMPLETE"
    assert len(aws.endpoint()["rules"]) == 1


def test_a_changed_group_may_change_its_id_for_all_that_a_change_set_knows(aws: Aws, quickstart: dict[str, Any]) -> None:
    aws.deploy(quickstart)
    quickstart["Resources"]["GroupVPNUserGroup79a5f3ab"]["Properties"]["Description"] = "Other words"
    found = aws.change_set(quickstart)
    assert changes(found) == {
        "GroupVPNUserGroup79a5f3ab": ("Modify", "False", ["Description"]), ACCESS: ("Modify", "Conditional", ["AccessGroupId"]),
        "AssignmentVPNUserGroup79a5f3ab": ("Modify", "Conditional", ["PrincipalId"]),
    }
    before = aws.place()["stacks"][0]["resources"]
    assert aws.deploy(quickstart) == "UPDATE_COMPLETE"
    assert aws.place()["stacks"][0]["resources"] == before


def test_a_removed_rule_is_revoked_after_the_update(aws: Aws, quickstart: dict[str, Any]) -> None:
    aws.deploy(quickstart)
    del quickstart["Resources"][ACCESS]
    assert changes(aws.change_set(quickstart)) == {ACCESS: ("Remove", None, [])}
    assert aws.deploy(quickstart) == "UPDATE_COMPLETE"
    assert aws.endpoint()["rules"] == []
    states = [one["ResourceStatus"] for one in aws.cloudformation.describe_stack_events(StackName="vpn")["StackEvents"]]
    assert states[:2] == ["UPDATE_COMPLETE", "DELETE_COMPLETE"]
    assert "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS" in states


def test_a_refused_first_deployment_is_rolled_back_with_the_reason_in_its_events(aws: Aws, quickstart: dict[str, Any]) -> None:
    quickstart["Resources"]["Endpoint"]["Properties"]["ClientCidrBlock"] = "10.0.0.0/22"
    assert aws.deploy(quickstart) == "ROLLBACK_COMPLETE"
    assert "InvalidClientVpnSubnetId.OverlappingCidr" in aws.failures()[FIRST]
    reasons = [one.get("ResourceStatusReason", "") for one in aws.cloudformation.describe_stack_events(StackName="vpn")["StackEvents"]]
    assert f"The following resource(s) failed to create: [{FIRST}, {SECOND}]. Rollback requested by user." in reasons
    assert aws.place()["endpoints"] == []
    with pytest.raises(ClientError, match="ROLLBACK_COMPLETE state and can not be updated"):
        aws.change_set(quickstart, kind="UPDATE")


def test_a_rolled_back_creation_keeps_the_log_and_the_next_one_collides_with_it(aws: Aws, quickstart: dict[str, Any]) -> None:
    aws.post("resource-fault", {"type": "AWS::EC2::ClientVpnEndpoint", "message": "Internal Failure"})
    assert aws.deploy(quickstart) == "ROLLBACK_COMPLETE"
    assert aws.failures() == {"Endpoint": "Internal Failure (Service: AWS, Status Code: 400, Error Code: InternalFailure)"}
    aws.cloudformation.delete_stack(StackName="vpn")
    assert aws.settled() is None
    assert aws.deploy(quickstart) == "ROLLBACK_COMPLETE"
    assert "already exists" in aws.failures()["ConnectionLog"]
    aws.cloudformation.delete_stack(StackName="vpn")
    aws.settled()
    found = aws.change_set(quickstart, ImportExistingResources=True)
    assert changes(found)["ConnectionLog"][0] == "Import"
    assert aws.deploy(quickstart, ImportExistingResources=True) == "CREATE_COMPLETE", aws.failures()


def test_a_route_before_its_association_fails(aws: Aws, quickstart: dict[str, Any]) -> None:
    quickstart["Resources"]["Route"] = {
        "Type": "AWS::EC2::ClientVpnRoute",
        "Properties": {
            "ClientVpnEndpointId": {"Ref": "Endpoint"}, "DestinationCidrBlock": "10.50.0.0/16",
            "TargetVpcSubnetId": "subnet-0a1b2c3d4e5f60718",
        },
    }
    assert aws.deploy(quickstart) == "ROLLBACK_COMPLETE"
    assert "InvalidClientVpnActiveAssociationNotFound" in aws.failures()["Route"]


def with_rules(quickstart: dict[str, Any], count: int) -> dict[str, Any]:
    """That many rules, each waiting for the first association alone."""
    found = copy.deepcopy(quickstart)
    for number in range(count):
        found["Resources"][f"More{number}"] = copy.deepcopy(quickstart["Resources"][ACCESS])
        found["Resources"][f"More{number}"]["Properties"]["TargetNetworkCidr"] = f"10.1.{number}.0/24"
    return found


def test_more_than_ten_rules_at_once_fail(aws: Aws, quickstart: dict[str, Any]) -> None:
    assert aws.deploy(with_rules(quickstart, 8)) == "CREATE_COMPLETE"
    assert aws.deploy(with_rules(quickstart, 19)) == "UPDATE_ROLLBACK_COMPLETE"
    assert all("ConcurrentMutationLimitExceeded" in text for name, text in aws.failures().items() if name != "vpn")
    assert len(aws.endpoint()["rules"]) == 9


def test_more_than_ten_rules_in_lanes_do_not_fail(aws: Aws, quickstart: dict[str, Any]) -> None:
    many = with_rules(quickstart, 40)
    for number in range(8, 40):
        many["Resources"][f"More{number}"]["DependsOn"] = [f"More{number - 8}"]
    assert aws.deploy(many) == "CREATE_COMPLETE", aws.failures()
    assert aws.deploy(quickstart) == "UPDATE_COMPLETE"
    assert len(aws.endpoint()["rules"]) == 1


@pytest.mark.parametrize(("change", "text"), [
    (lambda r: r["Endpoint"]["Properties"].update(Wrong=1), "Wrong"),
    (lambda r: r["Endpoint"]["Properties"].update(SplitTunnel="maybe"), "SplitTunnel"),
    (lambda r: r["Endpoint"]["Properties"].pop("ConnectionLogOptions"), "ConnectionLogOptions"),
])
def test_properties_are_held_to_the_schema(aws: Aws, quickstart: dict[str, Any], change: Any, text: str) -> None:
    change(quickstart["Resources"])
    assert aws.deploy(quickstart) == "ROLLBACK_COMPLETE"
    assert text in aws.failures()["Endpoint"]


@pytest.mark.parametrize(("change", "text"), [
    (lambda t: t["Resources"]["Endpoint"].update(Type="AWS::EC2::Wrong"), "Unrecognized resource types: [AWS::EC2::Wrong]"),
    (lambda t: t["Resources"][ACCESS].update(DependsOn=["Absent"]), "Unresolved resource dependencies [Absent]"),
    (lambda t: t["Resources"]["Endpoint"].update(DependsOn=[ACCESS]), "Circular dependency between resources"),
    (lambda t: t["Resources"].clear(), "At least one Resources member"),
    (lambda t: t.update(Metadata={"x": "y" * 51_200}), "less than or equal to 51200"),
    (lambda t: t.update(Parameters={"P": {"Type": "String"}}), "Parameters: [P] must have values"),
])
def test_templates_that_are_refused(aws: Aws, quickstart: dict[str, Any], change: Any, text: str) -> None:
    change(quickstart)
    with pytest.raises(ClientError) as error:
        aws.change_set(quickstart)
    assert text in error.value.response["Error"]["Message"]
    assert aws.status() is None


def test_a_large_template_comes_from_s3(aws: Aws, quickstart: dict[str, Any]) -> None:
    quickstart["Metadata"]["filler"] = "y" * 60_000
    aws.s3.create_bucket(Bucket="templates", CreateBucketConfiguration={"LocationConstraint": "ap-northeast-1"})
    aws.s3.put_object(Bucket="templates", Key="a/vpn.json", Body=json.dumps(quickstart).encode())
    for url in ("https://templates.s3.ap-northeast-1.amazonaws.com/a/vpn.json", "https://s3.ap-northeast-1.amazonaws.com/templates/a/vpn.json"):
        assert aws.change_set("", TemplateURL=url)["Status"] == "CREATE_COMPLETE"
    with pytest.raises(ClientError, match="Access Denied"):
        aws.change_set("", TemplateURL="https://templates.s3.amazonaws.com/absent.json")


def test_a_protected_stack_is_not_deleted(aws: Aws, quickstart: dict[str, Any]) -> None:
    aws.deploy(quickstart)
    aws.cloudformation.update_termination_protection(StackName="vpn", EnableTerminationProtection=True)
    with pytest.raises(ClientError, match="TerminationProtection is enabled"):
        aws.cloudformation.delete_stack(StackName="vpn")
    assert aws.status() == "CREATE_COMPLETE"


def test_a_deletion_that_fails_leaves_what_it_could_not_delete_and_goes_on_later(aws: Aws, quickstart: dict[str, Any]) -> None:
    aws.deploy(quickstart)
    aws.post("resource-fault", {"logical_id": "Endpoint", "action": "delete", "message": "Not today"})
    aws.cloudformation.delete_stack(StackName="vpn")
    assert aws.settled() == "DELETE_FAILED"
    assert "Not today" in aws.failures()["Endpoint"]
    (stack,) = aws.place()["stacks"]
    assert "Endpoint" in stack["resources"]
    assert ACCESS not in stack["resources"]
    aws.cloudformation.delete_stack(StackName="vpn")
    assert aws.settled() is None


def test_a_stack_policy_holds_up_a_replacement(aws: Aws, quickstart: dict[str, Any]) -> None:
    aws.deploy(quickstart)
    statements = [
        {"Effect": "Allow", "Principal": "*", "Action": "Update:*", "Resource": "*"},
        {"Effect": "Deny", "Principal": "*", "Action": ["Update:Replace", "Update:Delete"], "Resource": "LogicalResourceId/Endpoint"},
    ]
    aws.cloudformation.set_stack_policy(StackName="vpn", StackPolicyBody=json.dumps({"Statement": statements}))
    assert json.loads(aws.cloudformation.get_stack_policy(StackName="vpn")["StackPolicyBody"]) == {"Statement": statements}
    quickstart["Resources"]["Endpoint"]["Properties"]["ClientCidrBlock"] = "192.168.4.0/22"
    assert aws.deploy(quickstart) == "UPDATE_ROLLBACK_COMPLETE"
    assert "Statement [#2] does not allow [Update:Replace]" in aws.failures()["Endpoint"]
    assert aws.endpoint()["ClientCidrBlock"] == "192.168.0.0/22"


def test_a_stack_in_progress_takes_no_other_change(aws: Aws, quickstart: dict[str, Any]) -> None:
    found = aws.change_set(quickstart)
    aws.post("clock", {"scale": 1})
    aws.cloudformation.execute_change_set(ChangeSetName=found["ChangeSetId"])
    assert aws.status() == "CREATE_IN_PROGRESS"
    with pytest.raises(ClientError, match="CREATE_IN_PROGRESS state and can not be updated"):
        aws.change_set(quickstart, kind="UPDATE")
    with pytest.raises(ClientError, match="already exists and cannot be created again"):
        aws.change_set(quickstart, kind="CREATE")
    with pytest.raises(ClientError, match="cannot be executed in its current execution status"):
        aws.cloudformation.execute_change_set(ChangeSetName=found["ChangeSetId"])


def test_tags_of_a_stack_reach_what_can_be_tagged(aws: Aws, quickstart: dict[str, Any]) -> None:
    aws.deploy(quickstart, Tags=[{"Key": "team", "Value": "platform"}])
    arn = "arn:aws:iam::111122223333:saml-provider/quickstart"
    assert aws.iam.list_saml_provider_tags(SAMLProviderArn=arn)["Tags"] == [{"Key": "team", "Value": "platform"}]
    found = changes(aws.change_set(quickstart, Tags=[{"Key": "team", "Value": "network"}]))
    assert found["ConnectionLog"] == found["SamlProvider"] == ("Modify", "False", ["Tags"])
    assert "Endpoint" not in found
    assert aws.deploy(quickstart, Tags=[{"Key": "team", "Value": "network"}]) == "UPDATE_COMPLETE", aws.failures()
    assert aws.iam.list_saml_provider_tags(SAMLProviderArn=arn)["Tags"] == [{"Key": "team", "Value": "network"}]
