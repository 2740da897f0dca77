"""Two people deploy at the same time."""

from pathlib import Path

from client import Aws
from program import Program, inventory


def test_two_deployments_at_once_end_as_one(aws: Aws, tmp_path: Path) -> None:
    aws.world_for("multi-group")
    programs = [Program(aws, tmp_path / name, "multi-group") for name in ("one", "two")]
    for process in [program.start("deploy", "--yes") for program in programs]:
        out, err = process.communicate(timeout=120)
        assert "panicked" not in out + err
    programs[0].deploy()
    both = inventory(aws)
    place = both[aws.account, aws.region]
    assert len(place["endpoints"]) == len(place["stacks"]) == 1
    # Both may have imported the certificate before either could find the other's; one is in use, and told.
    assert 1 <= len(place["certificates"]) <= 2
    aws.post("reset")
    aws.world_for("multi-group")
    Program(aws, tmp_path / "alone", "multi-group").deploy()
    alone = inventory(aws)[aws.account, aws.region]
    assert {**place, "certificates": []} == {**alone, "certificates": []}
