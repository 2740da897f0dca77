"""The profile that AWS hands out for an endpoint."""

from typing import Any

from ..call import Call
from ..certificate import chain, common_name
from ..service import operation
from .model import find


@operation("ec2", "ExportClientVpnClientConfiguration")
def export(call: Call, parameters: dict[str, Any]) -> dict[str, Any]:
    endpoint = find(call, parameters)
    fields = endpoint.fields
    kinds = {method["Type"] for method in fields["AuthenticationOptions"]}
    lines = [
        "client", "dev tun", f"proto {fields['TransportProtocol']}",
        f"remote {endpoint.id}.prod.clientvpn.{call.region}.amazonaws.com {fields['VpnPort']}",
        "remote-random-hostname", "resolv-retry infinite", "nobind", "remote-cert-tls server", "cipher AES-256-GCM", "verb 3",
        "<ca>", chain(call, fields["ServerCertificateArn"]).strip(), "</ca>", "",
    ]
    if "directory-service-authentication" in kinds:
        lines.append("auth-user-pass")
    if "federated-authentication" in kinds:
        lines += ["auth-user-pass", "auth-federate"]
    if kinds != {"certificate-authentication"}:
        lines += ["auth-retry interact", "auth-nocache"]
    lines.append("reneg-sec 0")
    if (fields.get("DevicePostureOptions") or {}).get("Enabled"):
        lines.append("aws-auth-device-posture")
    lines.append(f"verify-x509-name {common_name(call, fields['ServerCertificateArn'])} name")
    return {"ClientConfiguration": "\n".join(lines) + "\n"}
