"""Each call fails once, in every way, and the next run completes what was begun."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from matrix import Bench
from program import Program, inventory
from tried import TRIED

# A certificate that is issued, three groups, routes: every step of a deployment.
BLUEPRINT = "multi-group"
# What the program gets over by itself, in the same run.
PASSING = {("throttling", "before"), ("server-error", "before"), ("drop", "before"), ("timeout", "before"), ("concurrent-mutation", "before")}
KINDS = [
    ("throttling", "before"), ("server-error", "before"), ("server-error", "after"), ("drop", "before"), ("drop", "after"),
    ("expired-credentials", "before"), ("timeout", "before"), ("timeout", "after"),
]


@pytest.fixture(scope="module")
def bench() -> Iterator[Bench]:
    bench = Bench()
    yield bench
    bench.close()


@pytest.fixture(scope="module")
def clean(bench: Bench, tmp_path_factory: pytest.TempPathFactory) -> tuple[list[dict[str, Any]], dict[str, Any], set[str]]:
    """An undisturbed deployment: its calls, what there is afterwards, and which files hold a key."""
    found: list[Any] = []

    def attempt(program: Program, _: Any) -> None:
        program.deploy()
        found.extend([
            [one for one in program.aws.get("calls") if one["via"] == "client"], inventory(program.aws), program.keys(),
        ])

    wrong = bench.each([None], tmp_path_factory.mktemp("clean"), BLUEPRINT, attempt)
    assert wrong == []
    return found[0], found[1], found[2]


def points(calls: list[dict[str, Any]]) -> list[tuple[str, int]]:
    """Operation and number of each call; of one that is repeated to wait, the first three."""
    seen: dict[str, int] = {}
    found = []
    for call in calls:
        count = seen[call["operation"]] = seen.get(call["operation"], 0) + 1
        if count <= 3 or not call["operation"].startswith(("Describe", "List", "Get")):
            found.append((call["operation"], count))
    return found


def settled(program: Program, clean: Any) -> None:
    """Nothing double, nothing left over, no key where none should be."""
    _, wanted, keys = clean
    assert inventory(program.aws) == wanted
    assert program.keys() == keys
    assert "PRIVATE KEY" not in str(program.aws.get("calls"))
    for place in [program.aws.place()]:
        assert all(len(stack["change_sets"]) <= 1 for stack in place["stacks"]), place["stacks"]


@pytest.mark.parametrize(("kind", "when"), KINDS)
def test_a_call_fails_once(bench: Bench, clean: Any, tmp_path: Path, kind: str, when: str) -> None:
    def attempt(program: Program, point: tuple[str, int]) -> None:
        operation, count = point
        number = [one["n"] for one in clean[0] if one["operation"] == operation][count - 1]
        program.aws.post("faults", {"kind": kind, "call": number, "when": when})
        result = program.deploy(code=None)
        if (kind, when) in PASSING:
            assert result.code == 0, result.text
        if result.code != 0:
            assert result.text.strip(), "it failed without a word"
            program.deploy()
        assert program.aws.get("faults")[0]["fired"], "the fault did not happen"
        settled(program, clean)

    tried = points(clean[0])
    wrong = bench.each(tried, tmp_path, BLUEPRINT, attempt)
    TRIED[f"{kind} {when} its effect"] = len(tried)
    assert wrong == [], "\n".join(wrong)
