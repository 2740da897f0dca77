"""Every blueprint that CloudFormation can hold: deployed, deployed again, taken down."""

from pathlib import Path

import pytest
from client import Aws, gallery
from program import Program, inventory


@pytest.mark.parametrize("name", [name for name in gallery() if name != "split-accounts"])
def test_a_blueprint_is_deployed_once_and_taken_down(aws: Aws, tmp_path: Path, name: str) -> None:
    aws.world_for(name)
    program = Program(aws, tmp_path, name)
    before = program.keys()
    program.deploy()
    assert program.keys() == before
    deployed = inventory(aws)
    endpoint = aws.endpoint()
    assert endpoint["Status"]["Code"] == "available"
    (stack,) = [one for one in aws.place()["stacks"] if one["name"] == name]
    assert (stack["status"], stack["protected"]) == ("CREATE_COMPLETE", True)

    calls = len(aws.get("calls"))
    program.deploy()
    assert inventory(aws) == deployed
    made = [one for one in aws.get("calls")[calls:] if one["operation"] == "ExecuteChangeSet"]
    assert made == [], "the second deployment changes something"

    program.run("destroy", "--yes", name)
    left = inventory(aws)
    (place,) = [one for key, one in left.items() if key == (aws.account, aws.region)]
    assert (place["stacks"], place["endpoints"], place["alarms"]) == ([], [], [])
    assert place["log_groups"] == [f"/aws/clientvpn/{name}"]
    # Once more is no error.
    program.run("destroy", "--yes", name)
    assert inventory(aws) == left
    # What stayed is taken up again.
    program.deploy()
    assert inventory(aws) == deployed
