"""The revocation list of an endpoint: what `cvpn cert revoke` makes reaches AWS, and nothing else does."""

from pathlib import Path

import pytest
from client import Aws
from cryptography import x509
from program import Program


@pytest.fixture
def mutual(aws: Aws, tmp_path: Path) -> Program:
    aws.world_for("mutual-and-sso")
    program = Program(aws, tmp_path, "mutual-and-sso")
    program.certificates("new", "--domain", "vpn.example.com")
    program.certificates("client", "laptop-17")
    program.certificates("revoke", "laptop-17")
    return program


def live(aws: Aws) -> str | None:
    endpoint = aws.endpoint()["ClientVpnEndpointId"]
    answer = aws.ec2.export_client_vpn_client_certificate_revocation_list(ClientVpnEndpointId=endpoint)
    return answer.get("CertificateRevocationList")


def imports(aws: Aws) -> int:
    return sum(one["operation"] == "ImportClientVpnClientCertificateRevocationList" for one in aws.get("calls"))


def test_a_list_is_imported_once(mutual: Program) -> None:
    mutual.deploy()
    result = mutual.run("crl import")
    assert "imported; it counts within 4 hours" in result.text
    (client,) = x509.load_pem_x509_crl((live(mutual.aws) or "").encode())
    assert client.serial_number == x509.load_pem_x509_certificate((mutual.folder / "certificates/clients/laptop-17.crt").read_bytes()).serial_number
    # An import disconnects everybody, so the same list is not imported again.
    assert "there already" in mutual.run("crl import").text
    assert imports(mutual.aws) == 1
    # A deployment leaves it alone.
    mutual.edit("endpoint:\n", "endpoint:\n  split_tunnel: false\n")
    mutual.deploy()
    assert "there already" in mutual.run("crl import").text


def test_a_list_made_anew_takes_its_place(mutual: Program) -> None:
    mutual.deploy()
    mutual.run("crl import")
    before = live(mutual.aws)
    mutual.certificates("client", "laptop-18")
    mutual.certificates("revoke", "laptop-18")
    mutual.run("crl import")
    assert live(mutual.aws) != before
    assert len(x509.load_pem_x509_crl((live(mutual.aws) or "").encode())) == 2


@pytest.mark.parametrize(
    ("file", "why"),
    [("ca.crt", "is not one revocation list"), ("passphrase", "pem-unreadable"), ("absent.pem", "absent.pem")],
)
def test_what_is_no_list_is_refused_before_anything_is_asked(mutual: Program, file: str, why: str) -> None:
    mutual.deploy()
    mutual.aws.post("calls/clear")
    path = file if file == "passphrase" else f"certificates/{file}"
    result = mutual.run("crl import", "--list", path, code=None)
    assert result.code in (1, 2)
    assert why in result.text
    assert mutual.aws.get("calls") == []
    assert live(mutual.aws) is None


def test_before_a_deployment_there_is_no_endpoint_for_it(mutual: Program) -> None:
    result = mutual.run("crl import", code=None)
    assert result.code != 0
    assert "mutual-and-sso" in result.text
    assert imports(mutual.aws) == 0
