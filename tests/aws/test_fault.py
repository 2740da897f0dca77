"""Faults, as a client meets them."""

import threading
import time

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError, ConnectionClosedError, ReadTimeoutError
from client import ACCOUNT, REGION, Aws, template

# A call of each protocol.
CALLS = {
    "ec2": lambda aws: aws.ec2.describe_client_vpn_endpoints(),
    "cloudformation": lambda aws: aws.cloudformation.describe_stacks(),
    "iam": lambda aws: aws.iam.list_saml_providers(),
    "acm": lambda aws: aws.acm.list_certificates(),
    "s3": lambda aws: aws.s3.list_objects_v2(Bucket="absent"),
    "sso-admin": lambda aws: aws.sso_admin.list_instances(),
    "identitystore": lambda aws: aws.identitystore.list_groups(IdentityStoreId="d-0123456789"),
    "logs": lambda aws: aws.logs.describe_log_groups(),
}


@pytest.mark.parametrize("kind", ["throttling", "server-error", "expired-credentials", "access-denied"])
@pytest.mark.parametrize("service", sorted(CALLS))
def test_a_fault_parses_as_an_error_of_its_service(aws: Aws, service: str, kind: str) -> None:
    aws.world_for("quickstart")
    aws.post("faults", {"kind": kind, "service": service})
    with pytest.raises(ClientError) as error:
        CALLS[service](aws)
    code, status = error.value.response["Error"]["Code"], error.value.response["ResponseMetadata"]["HTTPStatusCode"]
    words = {
        "throttling": ("Throttling", "RequestLimitExceeded", "SlowDown"), "server-error": ("Internal",),
        "expired-credentials": ("ExpiredToken", "RequestExpired"), "access-denied": ("AccessDenied", "UnauthorizedOperation"),
    }[kind]
    assert code.startswith(words)
    assert status == 500 if kind == "server-error" else status >= 400
    # Once, and no more.
    if service != "s3":
        CALLS[service](aws)


def test_retries_of_the_sdk_get_over_throttling(aws: Aws) -> None:
    aws.post("faults", {"kind": "throttling", "operation": "DescribeStacks", "times": 2})
    client = boto3.client(
        "cloudformation", REGION, endpoint_url=aws.url, aws_access_key_id=f"AKIA{ACCOUNT}TEST", aws_secret_access_key="none",
        config=Config(retries={"mode": "standard", "total_max_attempts": 3}),
    )
    assert client.describe_stacks()["Stacks"] == []
    assert [one["error"] is None for one in aws.get("calls")] == [True] * 3
    assert [one.get("fault") for one in aws.get("calls")] == ["throttling before", "throttling before", None]


def test_the_nth_call_fails(aws: Aws) -> None:
    aws.post("faults", {"kind": "server-error", "call": 2})
    aws.iam.list_saml_providers()
    with pytest.raises(ClientError):
        aws.acm.list_certificates()
    aws.acm.list_certificates()
    assert [one["n"] for one in aws.get("calls")] == [1, 2, 3]


def test_a_dropped_connection_before_and_after_its_effect(aws: Aws) -> None:
    aws.world_for("quickstart")
    for when, names in (("before", []), ("after", ["people"])):
        aws.post("faults", {"kind": "drop", "operation": "CreateGroup", "when": when})
        with pytest.raises(ConnectionClosedError):
            aws.identitystore.create_group(IdentityStoreId="d-0123456789", DisplayName="people")
        assert sorted(aws.get("state")["centers"][0]["groups"]) == names


def test_a_timeout_has_no_effect_unless_it_comes_after(aws: Aws) -> None:
    aws.world_for("quickstart")
    client = boto3.client(
        "identitystore", REGION, endpoint_url=aws.url, aws_access_key_id=f"AKIA{ACCOUNT}TEST", aws_secret_access_key="none",
        config=Config(read_timeout=0.2, retries={"total_max_attempts": 1}),
    )
    for when, names in (("before", []), ("after", ["people"])):
        aws.post("faults", {"kind": "timeout", "operation": "CreateGroup", "when": when})
        with pytest.raises(ReadTimeoutError):
            client.create_group(IdentityStoreId="d-0123456789", DisplayName="people")
        assert sorted(aws.get("state")["centers"][0]["groups"]) == names


def test_a_held_call_has_its_effect_and_waits_until_its_client_is_gone(aws: Aws) -> None:
    aws.world_for("quickstart")
    aws.post("faults", {"kind": "hold", "operation": "CreateGroup"})

    def call() -> None:
        client = boto3.client(
            "identitystore", REGION, endpoint_url=aws.url, aws_access_key_id=f"AKIA{ACCOUNT}TEST", aws_secret_access_key="none",
            config=Config(read_timeout=1, retries={"total_max_attempts": 1}),
        )
        with pytest.raises(ReadTimeoutError):
            client.create_group(IdentityStoreId="d-0123456789", DisplayName="people")

    thread = threading.Thread(target=call)
    thread.start()
    while aws.get("held") == 0:
        time.sleep(0.01)
    assert sorted(aws.get("state")["centers"][0]["groups"]) == ["people"]
    thread.join()
    while aws.get("held") == 1:
        time.sleep(0.01)


def test_a_request_without_a_key_of_an_account_is_refused(aws: Aws) -> None:
    client = boto3.client(
        "sts", REGION, endpoint_url=aws.url, aws_access_key_id="AKIAIOSFODNN7EXAMPLE", aws_secret_access_key="none",
        config=Config(retries={"total_max_attempts": 1}),
    )
    with pytest.raises(ClientError, match="InvalidClientTokenId"):
        client.get_caller_identity()


def test_credentials_decide_the_account(aws: Aws) -> None:
    assert aws.sts.get_caller_identity()["Account"] == ACCOUNT
    assert aws.within("444455556666").sts.get_caller_identity()["Account"] == "444455556666"
    role = aws.sts.assume_role(RoleArn="arn:aws:iam::444455556666:role/deploy", RoleSessionName="test")["Credentials"]
    client = boto3.client(
        "sts", REGION, endpoint_url=aws.url, aws_access_key_id=role["AccessKeyId"], aws_secret_access_key=role["SecretAccessKey"],
        aws_session_token=role["SessionToken"],
    )
    assert client.get_caller_identity()["Account"] == "444455556666"


def test_a_stack_under_a_policy_that_forbids_one_action_fails_with_that_action(aws: Aws) -> None:
    aws.world_for("quickstart")
    aws.post("permissions", {"account": ACCOUNT, "deny": ["iam:CreateSAMLProvider"]})
    assert aws.deploy(template("quickstart")) == "ROLLBACK_COMPLETE"
    assert "iam:CreateSAMLProvider" in aws.failures()["SamlProvider"]


def test_private_keys_are_not_in_what_the_stand_in_tells(aws: Aws) -> None:
    from standin.plant import issue

    text, chain, key = issue("vpn.example.com")
    aws.acm.import_certificate(Certificate=text, PrivateKey=key, CertificateChain=chain)
    assert "PRIVATE KEY" not in str(aws.get("calls")) + str(aws.get("state"))
