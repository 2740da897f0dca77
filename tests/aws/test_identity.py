"""Identity Center and SAML providers, seen through boto3."""

import pytest
from botocore.exceptions import ClientError
from client import GALLERY, Aws

STORE = "d-0123456789"


@pytest.fixture
def aws(aws: Aws) -> Aws:
    aws.world_for("quickstart")
    return aws


def test_an_application_is_found_by_its_name(aws: Aws) -> None:
    (instance,) = aws.sso_admin.list_instances()["Instances"]
    assert (instance["IdentityStoreId"], instance["Status"]) == (STORE, "ACTIVE")
    (application,) = aws.sso_admin.list_applications(InstanceArn=instance["InstanceArn"])["Applications"]
    assert application["Name"] == "AWS Client VPN"
    arn = application["ApplicationArn"]
    assert aws.sso_admin.describe_application(ApplicationArn=arn)["Status"] == "ENABLED"


def test_saml_applications_cannot_be_made(aws: Aws) -> None:
    with pytest.raises(ClientError, match="not supported for this action"):
        aws.sso_admin.create_application(
            InstanceArn="arn:aws:sso:::instance/ssoins-0123456789abcdef", Name="x",
            ApplicationProviderArn="arn:aws:sso::aws:applicationProvider/custom-saml",
        )


def test_groups_people_memberships_and_assignments(aws: Aws) -> None:
    group = aws.identitystore.create_group(IdentityStoreId=STORE, DisplayName="people")["GroupId"]
    with pytest.raises(aws.identitystore.exceptions.ConflictException):
        aws.identitystore.create_group(IdentityStoreId=STORE, DisplayName="people")
    unique = {"UniqueAttribute": {"AttributePath": "displayName", "AttributeValue": "people"}}
    assert aws.identitystore.get_group_id(IdentityStoreId=STORE, AlternateIdentifier=unique)["GroupId"] == group
    unique = {"UniqueAttribute": {"AttributePath": "userName", "AttributeValue": "taro.yamada"}}
    user = aws.identitystore.get_user_id(IdentityStoreId=STORE, AlternateIdentifier=unique)["UserId"]
    member = {"IdentityStoreId": STORE, "GroupId": group, "MemberId": {"UserId": user}}
    aws.identitystore.create_group_membership(**member)
    with pytest.raises(aws.identitystore.exceptions.ConflictException):
        aws.identitystore.create_group_membership(**member)
    assert len(aws.identitystore.list_group_memberships(IdentityStoreId=STORE, GroupId=group)["GroupMemberships"]) == 1

    arn = aws.get("state")["centers"][0]["applications"][0]
    assignment = {"ApplicationArn": arn, "PrincipalType": "GROUP", "PrincipalId": group}
    aws.sso_admin.create_application_assignment(**assignment)
    with pytest.raises(aws.sso_admin.exceptions.ConflictException):
        aws.sso_admin.create_application_assignment(**assignment)
    with pytest.raises(aws.sso_admin.exceptions.ResourceNotFoundException):
        aws.sso_admin.create_application_assignment(**{**assignment, "PrincipalId": "5b1c8f02-7d3e-4a96-8c41-e2d9b0f3a674"})
    assert aws.sso_admin.list_application_assignments(ApplicationArn=arn)["ApplicationAssignments"] == [assignment]
    aws.identitystore.delete_group(IdentityStoreId=STORE, GroupId=group)
    assert aws.sso_admin.list_application_assignments(ApplicationArn=arn)["ApplicationAssignments"] == []


def test_a_saml_provider_has_a_name_of_its_own_and_a_readable_document(aws: Aws) -> None:
    metadata = (GALLERY / "saml" / "client-vpn.xml").read_text()
    arn = aws.iam.create_saml_provider(Name="vpn", SAMLMetadataDocument=metadata)["SAMLProviderArn"]
    with pytest.raises(aws.iam.exceptions.EntityAlreadyExistsException):
        aws.iam.create_saml_provider(Name="vpn", SAMLMetadataDocument=metadata)
    with pytest.raises(aws.iam.exceptions.InvalidInputException):
        aws.iam.create_saml_provider(Name="other", SAMLMetadataDocument="<html>" + "x" * 1000)
    assert aws.iam.get_saml_provider(SAMLProviderArn=arn)["SAMLMetadataDocument"] == metadata
    aws.iam.delete_saml_provider(SAMLProviderArn=arn)
    with pytest.raises(aws.iam.exceptions.NoSuchEntityException):
        aws.iam.get_saml_provider(SAMLProviderArn=arn)
