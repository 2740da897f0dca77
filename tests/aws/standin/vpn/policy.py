"""The authorization policy of an endpoint."""

from typing import Any

from ..call import Call
from ..error import AwsError
from ..service import operation
from . import duration
from .model import Endpoint, find


@operation("ec2", "ModifyClientVpnEndpointAuthorizationPolicy")
def modify(call: Call, parameters: dict[str, Any]) -> dict[str, Any]:
    endpoint = find(call, parameters)
    document = parameters.get("PolicyDocument")
    if document is None and endpoint.policy is None:
        raise AwsError("MissingParameter", "The request must contain the parameter PolicyDocument")
    if len((document or "").encode()) > 10_000:
        raise AwsError("InvalidParameterValue", "PolicyDocument must have at most 10,000 bytes")
    state = "creating" if endpoint.policy is None else "updating"
    changed = {key: parameters[key] for key in ("PolicyDocument", "Description", "ShadowMode") if parameters.get(key) is not None}
    policy = {"ShadowMode": "disabled", **(endpoint.policy or {}), **changed, "Status": state}
    endpoint.policy = policy
    call.clock.after(duration.POLICY, lambda: policy.update(Status="active"))
    return {"Status": state}


@operation("ec2", "GetClientVpnEndpointAuthorizationPolicy")
def get(call: Call, parameters: dict[str, Any]) -> dict[str, Any]:
    endpoint = find(call, parameters)
    return {"ClientVpnEndpointId": endpoint.id, **_present(endpoint)}


@operation("ec2", "DeleteClientVpnEndpointAuthorizationPolicy")
def delete(call: Call, parameters: dict[str, Any]) -> dict[str, Any]:
    endpoint = find(call, parameters)
    _present(endpoint)
    endpoint.policy = None
    return {"Status": "deleting"}


def _present(endpoint: Endpoint) -> dict[str, Any]:
    if endpoint.policy is None:
        # The code of this error is not documented.
        raise AwsError("InvalidClientVpnEndpointAuthorizationPolicyNotFound", f"Endpoint {endpoint.id} has no policy")
    return endpoint.policy
