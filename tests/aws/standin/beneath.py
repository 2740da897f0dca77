"""moto, beneath the stand-in: by HTTP for a client's call, through boto3 for ours, and its state in hand."""

import io
from typing import Any

import boto3
import moto.backends
from botocore.awsrequest import AWSPreparedRequest, AWSResponse
from botocore.config import Config
from botocore.exceptions import ClientError
from moto.core.base_backend import BaseBackend
from moto.core.model_instances import reset_model_data
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from werkzeug.test import Client

from .error import AwsError


class Moto:
    def __init__(self) -> None:
        self._application = DomainDispatcherApplication(create_backend_app)
        self._http = Client(self._application)
        self._clients: dict[tuple[str, str, str], Any] = {}

    def forward(self, environ: dict[str, Any], account: str) -> tuple[list[bytes], str, list[tuple[str, str]]]:
        """Answers a client's request."""
        from werkzeug.test import run_wsgi_app

        environ = {**environ, "HTTP_X_MOTO_ACCOUNT_ID": account}
        body, status, headers = run_wsgi_app(self._application, environ, buffered=True)
        return list(body), status, list(headers)

    def ask(self, account: str, region: str, service: str, operation: str, parameters: dict[str, Any]) -> dict[str, Any]:
        """Makes a call of our own."""
        client = self._client(account, region, service)
        method = next(name for name, api in client.meta.method_to_api_mapping.items() if api == operation)
        try:
            answer = getattr(client, method)(**parameters)
        except ClientError as error:
            found = error.response["Error"]
            status = error.response["ResponseMetadata"]["HTTPStatusCode"]
            raise AwsError(found["Code"], found["Message"], status) from None
        answer.pop("ResponseMetadata", None)
        return answer

    def state(self, service: str, account: str, region: str) -> BaseBackend:
        """What moto holds, to plant what no call can make: an id of our choice."""
        return moto.backends.get_backend(service)[account][region]

    def reset(self) -> None:
        for service in ("ec2", "s3", "logs", "cloudwatch", "iam", "sns"):
            # Emptied and not reset, which would first fill them again.
            moto.backends.get_backend(service).clear()
        reset_model_data()

    def _client(self, account: str, region: str, service: str) -> Any:
        key = account, region, service
        if key not in self._clients:
            client = boto3.client(
                service, region, aws_access_key_id=f"AKIA{account}TEST", aws_secret_access_key="none",
                config=Config(retries={"total_max_attempts": 1}, parameter_validation=False),
            )
            client.meta.events.register("before-send", lambda request, **_: self._send(request, account))
            self._clients[key] = client
        return self._clients[key]

    def _send(self, request: AWSPreparedRequest, account: str) -> AWSResponse:
        headers = {
            key: value.decode() if isinstance(value, bytes) else value
            for key, value in request.headers.items() if key.lower() != "transfer-encoding"
        }
        headers["x-moto-account-id"] = account
        body = request.body.read() if hasattr(request.body, "read") else request.body
        answer = self._http.open(request.url, method=request.method, headers=headers, data=body or b"")
        return AWSResponse(request.url, answer.status_code, answer.headers, _Raw(answer.get_data()))


class _Raw(io.BytesIO):
    """A body as botocore reads it."""

    def stream(self, *_: Any, **__: Any):  # noqa: ANN201
        yield self.getvalue()
