"""Everything that exists, for tests that look for what is double or left over."""

from typing import Any

from .call import Call
from .ledger import plain
from .place import Place
from .vpn.endpoint import described
from .world import World


def state(world: World) -> dict[str, Any]:
    found: dict[str, Any] = {"centers": [_center(one) for one in world.centers]}
    for (account, region), place in sorted(world.places.items()):
        if region == "global":
            found.setdefault(account, {})["saml_providers"] = sorted(place.saml_providers)
        else:
            found.setdefault(account, {})[region] = _place(world, place)
    for account in {account for account, _ in world.places}:
        buckets = world.moto.state("s3", account, "aws").buckets
        found[account]["buckets"] = {name: sorted(bucket.keys) for name, bucket in buckets.items()}
    return found


def _place(world: World, place: Place) -> dict[str, Any]:
    call = Call(world, place.account, place.region, "ec2", "")
    ec2 = world.moto.state("ec2", place.account, place.region)
    return {
        "stacks": [
            {
                "name": one.name, "id": one.id, "status": one.status, "reason": one.reason, "protected": one.protected,
                "policy": one.policy, "change_sets": [change_set.name for change_set in one.change_sets.values()],
                "resources": {name: resource.physical_id for name, resource in one.resources.items()},
                "outputs": one.outputs, "tags": one.tags,
            }
            for one in place.stacks.values() if one.status != "DELETE_COMPLETE"
        ],
        "endpoints": [
            {
                **plain(described(call, one)),
                "associations": [{**part.fields, "state": part.state} for part in one.associations.values()],
                "rules": [{"to": key[0], "group": key[1], "state": part.state, **part.fields} for key, part in one.rules.items()],
                "routes": [{"to": key[0], "via": key[1], "state": part.state, **part.fields} for key, part in one.routes.items()],
                "policy": one.policy,
                "revocation_list": (one.revocation_list or {}).get("state"),
            }
            for one in place.endpoints.values()
        ],
        "certificates": [
            {"arn": one.arn, "domains": one.domains, "tags": one.tags, "kind": one.kind, "status": one.status, "text": one.text}
            for one in place.certificates.values()
        ],
        "log_groups": sorted(world.moto.state("logs", place.account, place.region).groups),
        "alarms": sorted(world.moto.state("cloudwatch", place.account, place.region).alarms),
        "security_groups": sorted(
            f"{name} {group.name}" for groups in ec2.groups.values() for name, group in groups.items() if group.name != "default"
        ),
    }


def _center(center: Any) -> dict[str, Any]:
    return {
        "account": center.account, "instance_arn": center.instance_arn, "identity_store_id": center.store_id,
        "applications": sorted(center.applications),
        "groups": {one["DisplayName"]: name for name, one in center.groups.items()},
        "users": {one["UserName"]: name for name, one in center.users.items()},
        "memberships": sorted(center.memberships.values()), "assignments": sorted(center.assignments),
    }
