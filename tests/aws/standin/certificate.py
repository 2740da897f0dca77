"""ACM: certificates imported and issued, and what Client VPN asks of them.

Not moto's, which appends a root of AWS to every chain, loses tags at a second import and does not refuse tags there.
"""

import datetime
import secrets
from dataclasses import dataclass, field
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from .call import Call
from .error import AwsError
from .service import operation


@dataclass
class Certificate:
    arn: str
    text: str
    chain: str
    kind: str = "IMPORTED"
    status: str = "ISSUED"
    tags: dict[str, str] = field(default_factory=dict)
    imported: float = 0.0
    token: str | None = None
    validation: str | None = None

    @property
    def parsed(self) -> x509.Certificate:
        return x509.load_pem_x509_certificate(self.text.encode())

    @property
    def domains(self) -> list[str]:
        """The names it is for: those of its alternative names, or its dotted common name."""
        try:
            names = self.parsed.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
            found = names.get_values_for_type(x509.DNSName)
        except x509.ExtensionNotFound:
            found = []
        return found or [name for name in [self.name] if "." in name]

    @property
    def name(self) -> str:
        names = self.parsed.subject.get_attributes_for_oid(x509.NameOID.COMMON_NAME)
        return str(names[0].value) if names else ""

    @property
    def key(self) -> str:
        public = self.parsed.public_key()
        return f"RSA_{public.key_size}" if isinstance(public, rsa.RSAPublicKey) else "EC_prime256v1"

    @property
    def expired(self) -> bool:
        return self.parsed.not_valid_after_utc < datetime.datetime.now(datetime.UTC)


def find(call: Call, arn: str) -> Certificate:
    if arn not in call.place.certificates:
        raise AwsError("ResourceNotFoundException", f"Could not find certificate {arn}.")
    return call.place.certificates[arn]


def check_server(call: Call, arn: str, domain: bool = True) -> None:
    """Refuses a certificate that an endpoint cannot use."""
    certificate = call.place.certificates.get(arn)
    if certificate is None:
        raise AwsError("InvalidParameterValue", f"Certificate {arn} does not exist")
    if certificate.status != "ISSUED" or certificate.expired:
        raise AwsError("InvalidParameterValue", f"Certificate {arn} is not valid")
    if certificate.key not in ("RSA_1024", "RSA_2048"):
        raise AwsError("InvalidParameterValue", f"Certificate {arn} has an unsupported key: {certificate.key}")
    if domain and not certificate.domains:
        raise AwsError("InvalidParameterValue", f"Certificate {arn} does not have a domain")


def chain(call: Call, arn: str) -> str:
    """The chain that clients trust."""
    certificate = find(call, arn)
    return certificate.chain or certificate.text


def common_name(call: Call, arn: str) -> str:
    certificate = find(call, arn)
    return certificate.name or certificate.domains[0]


@operation("acm", "ImportCertificate")
def import_certificate(call: Call, parameters: dict[str, Any]) -> dict[str, Any]:
    text, bundle = _text(parameters["Certificate"]), _text(parameters.get("CertificateChain") or "")
    _check_import(text, _text(parameters["PrivateKey"]), bundle)
    arn, tags = parameters.get("CertificateArn"), parameters.get("Tags") or []
    if arn:
        if tags:
            raise AwsError("ValidationException", "Tags cannot be specified when a certificate is imported again.")
        certificate = find(call, arn)
        if certificate.kind != "IMPORTED":
            raise AwsError("ValidationException", f"Certificate {arn} was not imported.")
        certificate.text, certificate.chain = text, bundle
    else:
        certificate = Certificate(_new_arn(call), text, bundle)
        certificate.tags = {tag["Key"]: tag.get("Value", "") for tag in tags}
        call.place.certificates[certificate.arn] = certificate
    certificate.imported = call.clock.now()
    return {"CertificateArn": certificate.arn}


def _check_import(text: str, key: str, bundle: str) -> None:
    try:
        certificate = x509.load_pem_x509_certificate(text.encode())
        private = serialization.load_pem_private_key(key.encode(), None)
        others = x509.load_pem_x509_certificates(bundle.encode()) if bundle else []
    except (ValueError, TypeError):
        raise AwsError("ValidationException", "The certificate, its key or its chain is not PEM-encoded or is not valid.") from None
    if text.count("BEGIN CERTIFICATE") != 1:
        raise AwsError("ValidationException", "The certificate field contains more than one certificate.")
    if private.public_key() != certificate.public_key():
        raise AwsError("ValidationException", "The private key does not match the certificate.")
    if len(key) > 5120 or len(text) > 32768 or len(bundle) > 2 * 1024 * 1024:
        raise AwsError("ValidationException", "The certificate, its key or its chain is too large.")
    now = datetime.datetime.now(datetime.UTC)
    if not certificate.not_valid_before_utc <= now <= certificate.not_valid_after_utc:
        raise AwsError("ValidationException", "The certificate is not valid now.")
    if not others and certificate.issuer != certificate.subject:
        raise AwsError("ValidationException", "Provided certificate is not a valid self signed. "
                       "Please provide either a valid self-signed certificate or certificate chain.")
    if any(one == certificate for one in others):
        raise AwsError("ValidationException", "The certificate chain contains the certificate itself.")


@operation("acm", "RequestCertificate")
def request(call: Call, parameters: dict[str, Any]) -> dict[str, Any]:
    from .plant import issue

    token = parameters.get("IdempotencyToken")
    for one in call.place.certificates.values():
        if token and one.token == token:
            return {"CertificateArn": one.arn}
    text, bundle, _ = issue(parameters["DomainName"], parameters.get("KeyAlgorithm") or "RSA_2048")
    certificate = Certificate(_new_arn(call), text, bundle, "AMAZON_ISSUED", "PENDING_VALIDATION", token=token)
    certificate.tags = {tag["Key"]: tag.get("Value", "") for tag in parameters.get("Tags") or []}
    certificate.validation = parameters.get("ValidationMethod") or "EMAIL"
    call.place.certificates[certificate.arn] = certificate
    # Validation by DNS, when the record is made at once.
    call.clock.after(120.0, lambda: setattr(certificate, "status", "ISSUED"))
    return {"CertificateArn": certificate.arn}


@operation("acm", "DescribeCertificate")
def describe(call: Call, parameters: dict[str, Any]) -> dict[str, Any]:
    certificate = find(call, parameters["CertificateArn"])
    parsed, domain = certificate.parsed, _domain(certificate)
    detail = {
        **_summary(call, certificate), "SubjectAlternativeNames": certificate.domains, "Serial": f"{parsed.serial_number:x}",
        "Subject": parsed.subject.rfc4514_string(), "Issuer": parsed.issuer.rfc4514_string(),
        "SignatureAlgorithm": "SHA256WITHRSA", "InUseBy": _in_use_by(call, certificate.arn),
    }
    if certificate.validation == "DNS":
        record = {"Name": f"_0a1b2c.{domain}.", "Type": "CNAME", "Value": "_3d4e5f.acm-validations.aws."}
        status = "SUCCESS" if certificate.status == "ISSUED" else "PENDING_VALIDATION"
        detail["DomainValidationOptions"] = [
            {"DomainName": domain, "ValidationMethod": "DNS", "ValidationStatus": status, "ResourceRecord": record}
        ]
    return {"Certificate": detail}


@operation("acm", "ListCertificates")
def listing(call: Call, parameters: dict[str, Any]) -> dict[str, Any]:
    statuses = parameters.get("CertificateStatuses")
    # Without a filter ACM lists RSA certificates of 1024 and 2048 bits alone.
    keys = (parameters.get("Includes") or {}).get("keyTypes") or ["RSA_1024", "RSA_2048"]
    found = [
        _summary(call, one) for one in call.place.certificates.values()
        if (not statuses or one.status in statuses) and one.key in keys
    ]
    size, start = int(parameters.get("MaxItems") or 1000), int(parameters.get("NextToken") or 0)
    answer: dict[str, Any] = {"CertificateSummaryList": found[start : start + size]}
    if start + size < len(found):
        answer["NextToken"] = str(start + size)
    return answer


@operation("acm", "GetCertificate")
def get(call: Call, parameters: dict[str, Any]) -> dict[str, Any]:
    certificate = find(call, parameters["CertificateArn"])
    if certificate.status == "PENDING_VALIDATION":
        raise AwsError("RequestInProgressException", "The certificate request is in progress.")
    return {"Certificate": certificate.text, "CertificateChain": certificate.chain}


@operation("acm", "DeleteCertificate")
def delete(call: Call, parameters: dict[str, Any]) -> None:
    certificate = find(call, parameters["CertificateArn"])
    if _in_use_by(call, certificate.arn):
        raise AwsError("ResourceInUseException", f"Certificate {certificate.arn} in account {call.account} is in use.")
    del call.place.certificates[certificate.arn]


@operation("acm", "AddTagsToCertificate")
def add_tags(call: Call, parameters: dict[str, Any]) -> None:
    tags = {tag["Key"]: tag.get("Value", "") for tag in parameters["Tags"]}
    find(call, parameters["CertificateArn"]).tags.update(tags)


@operation("acm", "RemoveTagsFromCertificate")
def remove_tags(call: Call, parameters: dict[str, Any]) -> None:
    tags = find(call, parameters["CertificateArn"]).tags
    for tag in parameters["Tags"]:
        tags.pop(tag["Key"], None)


@operation("acm", "ListTagsForCertificate")
def list_tags(call: Call, parameters: dict[str, Any]) -> dict[str, Any]:
    tags = find(call, parameters["CertificateArn"]).tags
    return {"Tags": [{"Key": key, "Value": value} for key, value in tags.items()]}


def _summary(call: Call, certificate: Certificate) -> dict[str, Any]:
    parsed = certificate.parsed
    summary = {
        "CertificateArn": certificate.arn, "DomainName": _domain(certificate), "Type": certificate.kind,
        "Status": "EXPIRED" if certificate.expired else certificate.status, "KeyAlgorithm": certificate.key,
        "NotBefore": parsed.not_valid_before_utc, "NotAfter": parsed.not_valid_after_utc, "RenewalEligibility": "INELIGIBLE",
    }
    if certificate.kind == "IMPORTED":
        summary["ImportedAt"] = datetime.datetime.fromtimestamp(certificate.imported or call.clock.now(), datetime.UTC)
    return summary


def _domain(certificate: Certificate) -> str:
    return (certificate.domains or [certificate.name])[0]


def _in_use_by(call: Call, arn: str) -> list[str]:
    return [
        f"arn:aws:ec2:{call.region}:{call.account}:client-vpn-endpoint/{name}"
        for name, endpoint in call.place.endpoints.items()
        if endpoint.state != "deleted" and arn in str(endpoint.fields)
    ]


def _new_arn(call: Call) -> str:
    digits = secrets.token_hex(16)
    name = "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))
    return f"arn:aws:acm:{call.region}:{call.account}:certificate/{name}"


def _text(value: Any) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else value
