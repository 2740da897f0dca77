"""What is there before anybody deploys: networks, certificates, Identity Center, under the ids that a test wants."""

import datetime
import functools
from ipaddress import ip_network
from typing import Any
from unittest.mock import patch

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from .certificate import Certificate
from .identity.application import SAML
from .identity.center import Center, new_guid
from .world import World


def plant(world: World, form: dict[str, Any]) -> None:
    """Adds what a form says; see tests/aws/README.md for its keys."""
    account, region = form.get("account", "111122223333"), form.get("region", "ap-northeast-1")
    place = world.place(account, region)
    place.quotas.update(form.get("quotas") or {})
    for vpc in form.get("vpcs", []):
        _vpc(world, vpc.get("account", account), vpc.get("region", region), vpc)
    for gateway in form.get("transit_gateways", []):
        options = {"TransitGatewayCidrBlocks": gateway.get("cidrs", [])}
        with patch("moto.ec2.models.transit_gateway.random_transit_gateway_id", return_value=gateway["id"]):
            world.moto.state("ec2", account, region).create_transit_gateway(None, options)
    for one in form.get("certificates", []):
        text, chain, _ = issue(one.get("domain"), one.get("key", "RSA_2048"), one.get("days", 300), one.get("name"))
        certificate = Certificate(one["arn"], text, chain, tags=one.get("tags", {}), imported=world.clock.now())
        world.place(account, one.get("region", region)).certificates[one["arn"]] = certificate
    for arn in form.get("saml_providers", []):
        now = datetime.datetime.now(datetime.UTC)
        world.place(account, "global").saml_providers[arn] = {"document": "", "created": now, "tags": {}}
    place.directories.extend(form.get("directories", []))
    for arn in form.get("topics", []):
        world.moto.ask(arn.split(":")[4], arn.split(":")[3], "sns", "CreateTopic", {"Name": arn.rpartition(":")[2]})
    if center := form.get("identity_center"):
        world.centers.append(_center(center, account, region))


def _vpc(world: World, account: str, region: str, form: dict[str, Any]) -> None:
    state = world.moto.state("ec2", account, region)
    four = [cidr for cidr in form["cidrs"] if ":" not in cidr]
    six = [cidr for cidr in form["cidrs"] if ":" in cidr]
    with patch("moto.ec2.models.vpcs.random_vpc_id", return_value=form["id"]):
        state.create_vpc(four[0], form.get("tenancy", "default"))
    for cidr in four[1:]:
        state.associate_vpc_cidr_block(form["id"], cidr, False)
    for cidr in six:
        with patch("moto.ec2.models.vpcs.random_ipv6_cidr", return_value=cidr):
            state.associate_vpc_cidr_block(form["id"], cidr, True)
    parts = ip_network(six[0]).subnets(new_prefix=64) if six else iter(())
    for one in form.get("subnets", []):
        with patch("moto.ec2.models.subnets.random_subnet_id", return_value=one["id"]):
            part = next(parts, None)
            subnet = state.create_subnet(form["id"], one["cidr"], str(part) if part else None, one["zone"])
        if "free" in one:
            subnet._available_ip_addresses = one["free"]
    for group in form.get("security_groups", []):
        with patch("moto.ec2.models.security_groups.random_security_group_id", return_value=group):
            state.create_security_group(f"planted-{group}", "Planted", form["id"])


def _center(form: dict[str, Any], account: str, region: str) -> Center:
    account, region = form.get("account", account), form.get("region", region)
    center = Center(account, region, form["instance_arn"], form["identity_store_id"])
    for one in form.get("applications", []):
        center.applications[one["arn"]] = {
            "ApplicationArn": one["arn"], "ApplicationProviderArn": SAML, "Name": one.get("name", ""), "ApplicationAccount": account,
            "InstanceArn": center.instance_arn, "Status": one.get("status", "ENABLED"), "CreatedDate": datetime.datetime.now(datetime.UTC),
        }
    for name, wanted in (form.get("groups") or {}).items():
        group = {"GroupId": wanted or new_guid(), "IdentityStoreId": center.store_id, "DisplayName": name}
        center.groups[group["GroupId"]] = group
    for name, one in (form.get("users") or {}).items():
        user = {"UserId": one.get("id") or new_guid(), "IdentityStoreId": center.store_id, "UserName": name, "DisplayName": name}
        user["Emails"] = [{"Value": one["email"], "Primary": True}] if one.get("email") else []
        center.users[user["UserId"]] = user
    return center


@functools.cache
def issue(domain: str | None, key: str = "RSA_2048", days: int = 300, name: str | None = None) -> tuple[str, str, str]:
    """A certificate, the chain it comes from, and its private key; without a domain it names none."""
    authority, private = _key("RSA_2048"), _key(key)
    now = datetime.datetime.now(datetime.UTC)

    def build(subject: str, issuer: str, public: Any, ca: bool, end: int) -> x509.CertificateBuilder:
        names = [x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, one)]) for one in (subject, issuer)]
        builder = x509.CertificateBuilder().subject_name(names[0]).issuer_name(names[1]).public_key(public)
        builder = builder.serial_number(x509.random_serial_number())
        builder = builder.not_valid_before(now - datetime.timedelta(days=400)).not_valid_after(now + datetime.timedelta(days=end))
        return builder.add_extension(x509.BasicConstraints(ca, None), ca)

    root = build("Planted CA", "Planted CA", authority.public_key(), True, 3650)
    root = root.add_extension(_usage("key_cert_sign", "crl_sign"), True).sign(authority, hashes.SHA256())
    builder = build(name or domain or "server", "Planted CA", private.public_key(), False, days)
    builder = builder.add_extension(_usage("digital_signature", "key_encipherment"), True)
    builder = builder.add_extension(x509.ExtendedKeyUsage([x509.ExtendedKeyUsageOID.SERVER_AUTH]), False)
    if domain:
        builder = builder.add_extension(x509.SubjectAlternativeName([x509.DNSName(domain)]), False)
    pem = serialization.Encoding.PEM
    secret = private.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    leaf = builder.sign(authority, hashes.SHA256())
    return leaf.public_bytes(pem).decode(), root.public_bytes(pem).decode(), secret.decode()


def _usage(*names: str) -> x509.KeyUsage:
    every = (
        "digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement", "key_cert_sign",
        "crl_sign", "encipher_only", "decipher_only",
    )
    return x509.KeyUsage(**{name: name in names for name in every})


@functools.cache
def _key(kind: str) -> Any:
    """One key of a kind is enough for everything planted."""
    if kind.startswith("RSA_"):
        return rsa.generate_private_key(65537, int(kind.removeprefix("RSA_")))
    return ec.generate_private_key(ec.SECP256R1())
