"""Service quotas of Client VPN."""

from typing import Any

from .call import Call
from .error import AwsError
from .service import operation

# Code: name in the place, AWS's name. The service of these quotas is `ec2`.
CODES = {
    "L-8EA77D34": ("endpoints", "Client VPN endpoints per Region"),
    "L-9A1BC94B": ("rules", "Authorization rules per Client VPN endpoint"),
    "L-401D78F7": ("routes", "Routes per target network association"),
}


@operation("service-quotas", "GetServiceQuota", "GetAWSDefaultServiceQuota")
def get(call: Call, parameters: dict[str, Any]) -> dict[str, Any]:
    code = parameters["QuotaCode"]
    if parameters["ServiceCode"] not in ("ec2", "vpc") or code not in CODES:
        raise AwsError("NoSuchResourceException", "The request failed because the specified service quota does not exist.")
    return {"Quota": _quota(call, code)}


@operation("service-quotas", "ListServiceQuotas", "ListAWSDefaultServiceQuotas")
def listing(call: Call, parameters: dict[str, Any]) -> dict[str, Any]:
    ours = parameters["ServiceCode"] in ("ec2", "vpc")
    return {"Quotas": [_quota(call, code) for code in CODES] if ours else []}


def _quota(call: Call, code: str) -> dict[str, Any]:
    name, text = CODES[code]
    return {"ServiceCode": "ec2", "QuotaCode": code, "QuotaName": text, "Value": float(call.place.quotas[name]), "Adjustable": True}
