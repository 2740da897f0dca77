"""SAML providers of IAM. Not moto's, which takes a name twice and any document."""

import datetime
from typing import Any
from xml.etree import ElementTree

from ..call import Call
from ..error import AwsError
from ..service import operation


@operation("iam", "CreateSAMLProvider")
def create(call: Call, parameters: dict[str, Any]) -> dict[str, Any]:
    arn = f"arn:aws:iam::{call.account}:saml-provider/{parameters['Name']}"
    _check(parameters["SAMLMetadataDocument"])
    if arn in call.everywhere.saml_providers:
        raise AwsError("EntityAlreadyExists", f"SAMLProvider {arn} already exists.", 409)
    call.everywhere.saml_providers[arn] = {
        "document": parameters["SAMLMetadataDocument"], "created": datetime.datetime.now(datetime.UTC),
        "tags": {tag["Key"]: tag["Value"] for tag in parameters.get("Tags") or []},
    }
    return {"SAMLProviderArn": arn, "Tags": parameters.get("Tags") or []}


@operation("iam", "UpdateSAMLProvider")
def update(call: Call, parameters: dict[str, Any]) -> dict[str, Any]:
    provider = _find(call, parameters)
    if document := parameters.get("SAMLMetadataDocument"):
        _check(document)
        provider["document"] = document
    return {"SAMLProviderArn": parameters["SAMLProviderArn"]}


@operation("iam", "GetSAMLProvider")
def get(call: Call, parameters: dict[str, Any]) -> dict[str, Any]:
    provider = _find(call, parameters)
    return {
        "SAMLProviderUUID": "SAMLPUUID", "SAMLMetadataDocument": provider["document"], "CreateDate": provider["created"],
        "ValidUntil": provider["created"] + datetime.timedelta(days=36500), "Tags": _tags(provider),
    }


@operation("iam", "ListSAMLProviders")
def listing(call: Call, parameters: dict[str, Any]) -> dict[str, Any]:
    found = [{"Arn": arn, "CreateDate": one["created"]} for arn, one in call.everywhere.saml_providers.items()]
    return {"SAMLProviderList": found}


@operation("iam", "DeleteSAMLProvider")
def delete(call: Call, parameters: dict[str, Any]) -> None:
    _find(call, parameters)
    del call.everywhere.saml_providers[parameters["SAMLProviderArn"]]


@operation("iam", "TagSAMLProvider")
def tag(call: Call, parameters: dict[str, Any]) -> None:
    _find(call, parameters)["tags"].update({tag["Key"]: tag["Value"] for tag in parameters["Tags"]})


@operation("iam", "UntagSAMLProvider")
def untag(call: Call, parameters: dict[str, Any]) -> None:
    provider = _find(call, parameters)
    for key in parameters["TagKeys"]:
        provider["tags"].pop(key, None)


@operation("iam", "ListSAMLProviderTags")
def list_tags(call: Call, parameters: dict[str, Any]) -> dict[str, Any]:
    return {"Tags": _tags(_find(call, parameters)), "IsTruncated": False}


def _find(call: Call, parameters: dict[str, Any]) -> dict[str, Any]:
    arn = parameters["SAMLProviderArn"]
    if arn not in call.everywhere.saml_providers:
        raise AwsError("NoSuchEntity", f"Manifest not found for arn {arn}", 404)
    return call.everywhere.saml_providers[arn]


def _tags(provider: dict[str, Any]) -> list[dict[str, str]]:
    return [{"Key": key, "Value": value} for key, value in provider["tags"].items()]


def _check(document: str) -> None:
    if not 1000 <= len(document) <= 10_000_000:
        raise AwsError("InvalidInput", "SAMLMetadataDocument must have between 1000 and 10000000 characters")
    try:
        root = ElementTree.fromstring(document)
    except ElementTree.ParseError:
        raise AwsError("InvalidInput", "Could not parse metadata") from None
    if not root.tag.endswith("}EntityDescriptor") or root.find("{urn:oasis:names:tc:SAML:2.0:metadata}IDPSSODescriptor") is None:
        raise AwsError("InvalidInput", "Could not parse metadata")
