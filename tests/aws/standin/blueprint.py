"""The world in which a blueprint can be deployed."""

from typing import Any

import yaml


def world_of(text: str, groups: bool = True) -> dict[str, Any]:
    """A form for `plant`. `groups`: also the groups that the blueprint takes as they are, and its people."""
    blueprint = yaml.safe_load(text)
    account, region = str(blueprint["account"]), blueprint["region"]
    form: dict[str, Any] = {"account": account, "region": region}
    form |= _network(blueprint.get("network") or {})
    endpoint = blueprint.get("endpoint") or {}
    form["certificates"] = [{"arn": arn, "domain": "vpn.example.com"} for arn in _certificates(endpoint)]
    federated = (endpoint.get("authentication") or {}).get("federated") or {}
    form["saml_providers"] = [arn for arn in federated.values() if str(arn).startswith("arn:")]
    directory = ((endpoint.get("authentication") or {}).get("directory") or {}).get("id")
    form["directories"] = [directory] if directory else []
    form["topics"] = (blueprint.get("monitoring") or {}).get("notify") or []
    if center := blueprint.get("identity_center"):
        form["identity_center"] = _center(center, account, region, groups)
    return form


def _network(network: dict[str, Any]) -> dict[str, Any]:
    if gateway := network.get("transit_gateway"):
        # Client VPN asks for a block of the gateway's own, outside of everything that people reach.
        return {"transit_gateways": [{"id": gateway["id"], "cidrs": ["100.64.0.0/24"]}]}
    if not network.get("vpc"):
        return {}
    subnets = [
        {"id": one["id"], "cidr": one["cidr"], "zone": one["availability_zone"]} for one in network.get("subnets", [])
    ]
    vpc = {"id": network["vpc"]["id"], "cidrs": network["vpc"]["cidrs"], "subnets": subnets}
    return {"vpcs": [{**vpc, "security_groups": network.get("security_groups", [])}]}


def _certificates(endpoint: dict[str, Any]) -> list[str]:
    server = (endpoint.get("server_certificate") or {}).get("arn")
    mutual = ((endpoint.get("authentication") or {}).get("mutual") or {}).get("client_root_chain_arn")
    return [arn for arn in (server, mutual) if arn]


def _center(center: dict[str, Any], account: str, region: str, groups: bool) -> dict[str, Any]:
    account, region = str(center.get("account", account)), center.get("region", region)
    applications = []
    for key in ("application", "portal_application"):
        if one := center.get(key):
            arn = one.get("arn") or f"arn:aws:sso::{account}:application/{center['instance_arn'].rpartition('/')[2]}/apl-{key[:1] * 16}"
            applications.append({"arn": arn, "name": one.get("name", key)})
    form: dict[str, Any] = {
        "account": account, "region": region, "instance_arn": center["instance_arn"],
        "identity_store_id": center["identity_store_id"], "applications": applications, "groups": {}, "users": {},
    }
    if not groups:
        return form
    outside = center.get("source", "directory") != "directory"
    for name, one in (center.get("groups") or {}).items():
        if (one or {}).get("id") or outside:
            form["groups"][name] = (one or {}).get("id")
    # CloudFormation makes users in us-east-1 alone; elsewhere a person has made them before.
    if outside or region != "us-east-1":
        form["users"] = {name: {"email": one.get("email")} for name, one in (center.get("users") or {}).items()}
    return form
