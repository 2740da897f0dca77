"""Revocation lists of client certificates."""

from typing import Any

from cryptography import x509

from ..call import Call
from ..error import AwsError
from ..service import operation
from . import duration
from .model import find

ENTRIES = 20_000


@operation("ec2", "ImportClientVpnClientCertificateRevocationList")
def import_list(call: Call, parameters: dict[str, Any]) -> dict[str, Any]:
    endpoint = find(call, parameters)
    text = parameters["CertificateRevocationList"]
    try:
        entries = len(x509.load_pem_x509_crl(text.encode()))
    except ValueError:
        raise AwsError("InvalidParameterValue", "CertificateRevocationList is not a PEM-encoded revocation list") from None
    if entries > ENTRIES:
        message = f"A revocation list may have at most {ENTRIES} entries"
        raise AwsError("ClientVpnCertificateRevocationListLimitExceeded", message)
    found = {"text": text, "state": "pending"}
    endpoint.revocation_list = found
    call.clock.after(duration.REVOCATION_LIST, lambda: found.update(state="active"))
    # An import resets all connections.
    call.place.connections[:] = [one for one in call.place.connections if one["ClientVpnEndpointId"] != endpoint.id]
    return {"Return": True}


@operation("ec2", "ExportClientVpnClientCertificateRevocationList")
def export_list(call: Call, parameters: dict[str, Any]) -> dict[str, Any]:
    found = find(call, parameters).revocation_list
    if found is None:
        return {}
    return {"CertificateRevocationList": found["text"], "Status": {"Code": found["state"]}}
