"""HTTP to a call and back, in each service's own protocol, by botocore's description of it."""

import functools
import re
import uuid
from typing import Any
from urllib.parse import unquote

from moto.core.model import ServiceModel
from moto.core.parse import PROTOCOL_PARSERS
from moto.core.request import determine_request_protocol
from moto.core.serialize import SerializationContext, get_serializer_class
from moto.core.utils import get_service_model
from werkzeug import Request, Response

from .error import AwsError

# Names in signatures that differ from botocore's.
SIGNED_AS = {"monitoring": "cloudwatch", "sso": "sso-admin", "servicequotas": "service-quotas"}
CREDENTIAL = re.compile(r"Credential=([^/]+)/\d{8}/([^/]+)/([^/]+)/aws4_request")
ACCOUNT = re.compile(r"A[KS]IA(\d{12})")


@functools.cache
def model(service: str) -> ServiceModel:
    return get_service_model(service)


def signature(request: Request) -> tuple[str, str, str] | None:
    """The account, the Region and the service that a request is signed for."""
    found = CREDENTIAL.search(request.headers.get("Authorization", ""))
    if not found:
        credential = request.args.get("X-Amz-Credential", "")
        found = CREDENTIAL.search(f"Credential={credential}")
    if not found:
        return None
    account = ACCOUNT.match(found[1])
    return account[1] if account else "", found[2], SIGNED_AS.get(found[3], found[3])


def operation_name(service: str, request: Request) -> str:
    target = request.headers.get("X-Amz-Target")
    if target:
        return target.rpartition(".")[2]
    if "/operation/" in request.path:
        return request.path.rpartition("/")[2]
    action = request.form.get("Action") or request.args.get("Action")
    return action or _by_path(service, request)


@functools.cache
def _paths(service: str) -> list[tuple[str, re.Pattern[str], tuple[str, ...], str]]:
    """Method, path, query keys and name of each operation of a REST service; the most particular first."""
    found = []
    for name in model(service).operation_names:
        http = model(service).operation_model(name).http
        path, _, query = http["requestUri"].partition("?")
        pattern = re.sub(r"\\\{[^}]*\+\\\}", ".+", re.escape(path))
        pattern = re.sub(r"\\\{[^}]*\\\}", "[^/]+", pattern)
        keys = tuple(part.partition("=")[0] for part in query.split("&") if part)
        found.append((http["method"], re.compile(pattern.rstrip("/") + "/?"), keys, name))
    return sorted(found, key=lambda one: (-len(one[2]), one[3] == "CopyObject", one[3] == "UploadPartCopy"))


def _by_path(service: str, request: Request) -> str:
    for method, path, keys, name in _paths(service):
        if method == request.method and path.fullmatch(request.path) and all(key in request.args for key in keys):
            return name
    return f"{request.method} {request.path}"


def parse(service: str, name: str, request: Request) -> dict[str, Any]:
    """The parameters, with the names and types of botocore. The empty dict where a body is not a document of ours."""
    described = model(service)
    protocol = determine_request_protocol(described, request.content_type)
    parser = PROTOCOL_PARSERS[protocol](described.operation_model(name))
    return parser.parse({
        "query_string": request.args, "headers": request.headers, "body": request.get_data(),
        "url_path": unquote(request.path), "values": request.values, "method": request.method,
    })


def answer(service: str, name: str, request: Request | None, result: Any) -> Response:
    """A result or an `AwsError` in the protocol of its service."""
    described = model(service)
    protocol = determine_request_protocol(described, request.content_type if request else None)
    context = SerializationContext(request_id=str(uuid.uuid4()))
    written = get_serializer_class(service, protocol)(described.operation_model(name), context).serialize(result)
    status = result.status if isinstance(result, AwsError) else written["status_code"]
    response = Response(written["body"], status, written["headers"])
    response.headers["x-amzn-RequestId"] = context.request_id
    return response
