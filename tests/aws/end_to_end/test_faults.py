"""Each call fails once, in every way, and the next run completes what was begun."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from matrix import Bench, Clean, Point, fail, kill, settled
from program import Program
from scenario import SCENARIOS, Scenario
from tried import count

# What the program gets over by itself, in the same run.
PASSING = {("throttling", "before"), ("server-error", "before"), ("drop", "before"), ("timeout", "before")}
KINDS = [
    *sorted(PASSING), ("server-error", "after"), ("drop", "after"), ("timeout", "after"), ("expired-credentials", "before"),
]


@pytest.fixture(scope="module")
def bench() -> Iterator[Bench]:
    bench = Bench()
    yield bench
    bench.close()


@pytest.fixture(scope="module", params=sorted(SCENARIOS))
def scenario(request: pytest.FixtureRequest) -> Scenario:
    return SCENARIOS[request.param]


@pytest.fixture(scope="module")
def clean(bench: Bench, scenario: Scenario, tmp_path_factory: pytest.TempPathFactory) -> Clean:
    return bench.clean(tmp_path_factory.mktemp("clean"), scenario)


@pytest.mark.parametrize(("kind", "when"), KINDS)
def test_a_call_fails_once(bench: Bench, scenario: Scenario, clean: Clean, tmp_path: Path, kind: str, when: str) -> None:
    def attempt(program: Program, point: Point) -> None:
        fail(program, point, kind, when)
        result = program.run(*scenario.command, code=None)
        if (kind, when) in PASSING:
            assert result.code == 0, result.text
        if result.code != 0:
            assert "error" in result.text, "it failed without a word"
            program.run(*scenario.command)
        settled(program, clean)
        if program.aws.get("faults")[0]["fired"]:
            count(f"{kind} {when} its effect", again=result.code != 0)

    points = [one for one in clean.points if not one.reads or when == "before" and (kind != "timeout" or one.nth == 1)]
    wrong = bench.each(points, tmp_path, scenario, attempt)
    assert wrong == [], "\n".join(wrong)


def test_killed_after_a_call_the_next_run_completes(bench: Bench, scenario: Scenario, clean: Clean, tmp_path: Path) -> None:
    def attempt(program: Program, point: Point) -> None:
        if kill(program, point, scenario.command):
            # AWS goes on with what it has begun; a person comes back at once.
            program.run(*scenario.command)
            count("killed", again=True)
        settled(program, clean)

    wrong = bench.each([one for one in clean.points if not one.reads or one.nth == 1], tmp_path, scenario, attempt)
    assert wrong == [], "\n".join(wrong)


def test_each_resource_fails_once(bench: Bench, scenario: Scenario, clean: Clean, tmp_path: Path) -> None:
    """A handler of CloudFormation fails; the run says which and why, and the next one completes."""
    action = "make" if scenario.command[0] == "deploy" else "delete"

    def attempt(program: Program, name: str) -> None:
        program.aws.post("resource-fault", {"logical_id": name, "action": action, "message": "Not this time"})
        result = program.run(*scenario.command, code=None)
        if result.code != 0:
            assert name in result.text, result.text
            assert "Not this time" in result.text, result.text
            program.run(*scenario.command)
            count(f"a resource that CloudFormation cannot {action}", again=True)
        settled(program, clean)

    wrong = bench.each(clean.resources, tmp_path, scenario, attempt)
    assert wrong == [], "\n".join(wrong)
