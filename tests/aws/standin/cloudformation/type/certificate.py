"""AWS::CertificateManager::Certificate: waits until the certificate is issued."""

from ...call import Call
from ..run import Work
from ..stack import Resource, Stack
from .base import Type, gone


class Certificate(Type):
    name = "AWS::CertificateManager::Certificate"

    def create(self, call: Call, resource: Resource, stack: Stack) -> Work:
        taken = ("DomainName", "ValidationMethod", "KeyAlgorithm", "Tags")
        made = call.ask("acm", "RequestCertificate", **{key: resource.properties[key] for key in taken if key in resource.properties})
        resource.physical_id = made["CertificateArn"]
        resource.attributes = {"CertificateArn": resource.physical_id}
        while call.place.certificates[resource.physical_id].status == "PENDING_VALIDATION":
            yield 5.0

    def delete(self, call: Call, resource: Resource) -> Work:
        gone("ResourceNotFoundException", call, "acm", "DeleteCertificate", CertificateArn=resource.physical_id)
        yield 3.0
