"""Applications of Identity Center, as they are seen: the console alone makes SAML ones."""

from typing import Any

from ..call import Call
from ..error import AwsError
from ..service import operation
from .center import of_application, of_instance, page

SAML = "arn:aws:sso::aws:applicationProvider/custom-saml"


@operation("sso-admin", "ListApplications")
def listing(call: Call, parameters: dict[str, Any]) -> dict[str, Any]:
    center = of_instance(call, parameters["InstanceArn"])
    wanted = (parameters.get("Filter") or {}).get("ApplicationProvider")
    items = [one for one in center.applications.values() if wanted in (None, one["ApplicationProviderArn"])]
    return page("Applications", items, parameters)


@operation("sso-admin", "DescribeApplication")
def describe(call: Call, parameters: dict[str, Any]) -> dict[str, Any]:
    arn = parameters["ApplicationArn"]
    return of_application(call, arn).applications[arn]


@operation("sso-admin", "CreateApplication")
def create(call: Call, parameters: dict[str, Any]) -> dict[str, Any]:
    provider = parameters["ApplicationProviderArn"]
    raise AwsError("ValidationException", f"The application provider {provider} is not supported for this action")
