"""A certificate that the blueprint issues: imported once, found again, renewed under its ARN."""

from pathlib import Path

import pytest
from client import Aws
from program import Program


@pytest.fixture
def issued(aws: Aws, tmp_path: Path) -> Program:
    aws.world_for("multi-group")
    return Program(aws, tmp_path, "multi-group")


def imports(aws: Aws) -> int:
    return sum(one["operation"] == "ImportCertificate" for one in aws.get("calls"))


def test_it_is_imported_once_with_tags(issued: Program) -> None:
    issued.deploy()
    (certificate,) = issued.aws.place()["certificates"]
    assert certificate["domains"] == ["vpn.example.com"]
    assert certificate["tags"]
    issued.deploy()
    assert imports(issued.aws) == 1


def test_it_is_renewed_under_its_arn(issued: Program) -> None:
    issued.deploy()
    (before,) = issued.aws.place()["certificates"]
    issued.certificates("renew")
    issued.deploy()
    (after,) = issued.aws.place()["certificates"]
    assert after["arn"] == before["arn"]
    assert after["text"] != before["text"]
    assert after["tags"].items() >= before["tags"].items()
    assert imports(issued.aws) == 2
    issued.deploy()
    assert imports(issued.aws) == 2


def test_it_stays_when_the_vpn_is_taken_down_unless_asked(issued: Program) -> None:
    issued.deploy()
    issued.run("destroy", "--yes", "multi-group")
    (kept,) = issued.aws.place()["certificates"]
    issued.deploy()
    (again,) = issued.aws.place()["certificates"]
    assert again["arn"] == kept["arn"]
    issued.run("destroy", "--yes", "multi-group", "--certificate")
    assert issued.aws.place()["certificates"] == []


def test_its_key_is_sent_to_acm_and_nowhere_else(issued: Program) -> None:
    before = issued.keys()
    result = issued.deploy("--format", "json")
    assert "PRIVATE KEY" not in result.text
    assert issued.keys() == before
    assert "PRIVATE KEY" not in str(issued.aws.get("calls"))
