"""Edits of a deployed blueprint, one of each class."""

import pytest
from client import Aws
from program import Program, inventory


def endpoint(program: Program) -> str:
    return program.aws.endpoint()["ClientVpnEndpointId"]


@pytest.mark.parametrize(("old", "new", "key", "value"), [
    ("split_tunnel: true", "split_tunnel: false", "SplitTunnel", False),
    ("split_tunnel: true", "split_tunnel: true\n  port: 1194", "VpnPort", 1194),
    ("split_tunnel: true", "split_tunnel: true\n  session: { timeout_hours: 8 }", "SessionTimeoutHours", 8),
    ("split_tunnel: true", "split_tunnel: true\n  dns_servers: [10.0.0.2]", "DnsServers", ["10.0.0.2"]),
    ("split_tunnel: true", "split_tunnel: true\n  description: Other", "Description", "Other"),
])
def test_an_option_changes_in_place(quickstart: Program, old: str, new: str, key: str, value: object) -> None:
    quickstart.deploy()
    before = endpoint(quickstart)
    quickstart.edit(old, new)
    quickstart.deploy()
    assert endpoint(quickstart) == before
    assert quickstart.aws.endpoint()[key] == value


def test_a_tag_is_changed_without_a_stack(quickstart: Program) -> None:
    quickstart.deploy()
    before = endpoint(quickstart)
    quickstart.edit("region: ap-northeast-1\n", "region: ap-northeast-1\ntags: { team: platform }\n")
    quickstart.deploy()
    assert endpoint(quickstart) == before
    assert {"Key": "team", "Value": "platform"} in quickstart.aws.endpoint()["Tags"]
    quickstart.edit("tags: { team: platform }\n", "tags: { team: network }\n")
    quickstart.deploy()
    assert endpoint(quickstart) == before
    assert {"Key": "team", "Value": "network"} in quickstart.aws.endpoint()["Tags"]
    assert {"Key": "team", "Value": "platform"} not in quickstart.aws.endpoint()["Tags"]


def test_a_rule_more_and_a_rule_less(quickstart: Program) -> None:
    quickstart.deploy()
    before = inventory(quickstart.aws)
    more = "access:\n  - { to: 10.0.20.0/24, groups: [VPN-User-Group], description: Second subnet }\n"
    text = quickstart.text
    quickstart.edit("access:\n", more)
    quickstart.deploy()
    assert sorted(one["to"] for one in quickstart.aws.endpoint()["rules"]) == ["10.0.10.0/24", "10.0.20.0/24"]
    quickstart.write(text)
    quickstart.deploy()
    assert inventory(quickstart.aws) == before


def test_another_description_of_a_rule_is_refused_before_it_collides(quickstart: Program) -> None:
    quickstart.deploy()
    before = inventory(quickstart.aws)
    quickstart.edit("description: Application subnet", "description: Other words")
    result = quickstart.deploy(code=1)
    assert "--allow-replace" in result.text
    assert inventory(quickstart.aws) == before
    assert quickstart.aws.status("quickstart") == "CREATE_COMPLETE"


def test_a_replaced_endpoint_is_refused_and_then_allowed(quickstart: Program) -> None:
    quickstart.deploy()
    before = endpoint(quickstart)
    quickstart.edit("client_cidr: 192.168.0.0/22", "client_cidr: 192.168.4.0/22")
    result = quickstart.deploy(code=1)
    assert "--allow-replace" in result.text
    assert endpoint(quickstart) == before
    quickstart.deploy("--allow-replace", "Endpoint")
    assert endpoint(quickstart) != before
    assert quickstart.aws.endpoint()["ClientCidrBlock"] == "192.168.4.0/22"


def test_a_removed_association_is_refused(quickstart: Program) -> None:
    quickstart.deploy()
    line = next(one for one in quickstart.text.splitlines(True) if "subnet-0a1b2c3d4e5f60719" in one)
    quickstart.edit(line, "")
    result = quickstart.deploy(code=1)
    assert "--allow-replace" in result.text
    assert len(quickstart.aws.endpoint()["associations"]) == 2


def test_a_renamed_vpn_is_another_vpn(quickstart: Program) -> None:
    """A name is the stack's: the old one stays until it is destroyed by its own blueprint."""
    quickstart.deploy()
    text = quickstart.text
    quickstart.edit("name: quickstart", "name: renamed")
    result = quickstart.deploy(code=None)
    stacks = sorted(one["name"] for one in quickstart.aws.place()["stacks"] if one["status"] == "CREATE_COMPLETE")
    # The two would make the same group; the store takes a name once.
    assert "quickstart" in stacks, result.text
    quickstart.write(text)
    quickstart.deploy()
    assert endpoint_count(quickstart.aws) == (2 if "renamed" in stacks else 1)


def endpoint_count(aws: Aws) -> int:
    return len(aws.place()["endpoints"])


def test_growth_from_three_to_two_hundred_rules(quickstart: Program) -> None:
    def access(count: int) -> str:
        lines = [f"  - {{ to: 10.0.{number}.0/24, groups: [VPN-User-Group], description: Network {number} }}" for number in range(count)]
        return "access:\n" + "\n".join(lines) + "\n"

    head = quickstart.text.partition("access:\n")[0]
    quickstart.write(head + access(3))
    quickstart.deploy()
    before = endpoint(quickstart)
    quickstart.aws.s3.create_bucket(Bucket="templates", CreateBucketConfiguration={"LocationConstraint": "ap-northeast-1"})
    quickstart.write(head + access(200))
    quickstart.deploy("--bucket", "templates")
    assert endpoint(quickstart) == before
    assert len(quickstart.aws.endpoint()["rules"]) == 200
    assert {one["state"] for one in quickstart.aws.endpoint()["rules"]} == {"active"}
    quickstart.write(head + access(3))
    quickstart.deploy("--bucket", "templates")
    assert len(quickstart.aws.endpoint()["rules"]) == 3


def test_a_log_that_is_switched_off_and_on_again_is_taken_up(quickstart: Program) -> None:
    quickstart.deploy()
    (log,) = quickstart.aws.place()["log_groups"]
    off = "endpoint:\n  logging: { enabled: false }\n"
    quickstart.edit("endpoint:\n", off)
    quickstart.deploy()
    quickstart.edit(off, "endpoint:\n")
    quickstart.deploy()
    assert quickstart.aws.place()["log_groups"] == [log]


def test_a_stack_of_more_than_100_resources_knows_its_own(quickstart: Program) -> None:
    rules = [f"  - {{ to: 10.0.200.{host}/32, groups: [VPN-User-Group] }}\n" for host in range(110)]
    quickstart.edit("access:\n", "access:\n" + "".join(rules))
    bucket = "templates-of-many"
    quickstart.aws.s3.create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": quickstart.aws.region})
    quickstart.deploy("--bucket", bucket)
    (stack,) = quickstart.aws.place()["stacks"]
    assert len(stack["resources"]) > 100
    quickstart.deploy("--bucket", bucket)
    quickstart.run("status", code=0)
