"""A command, gone wrong at every point in turn, each on a stand-in of its own so that several are tried at a time."""

import shutil
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from client import ACCOUNT, IDENTITY_ACCOUNT, Aws, start
from program import Program, inventory
from scenario import Scenario

# How many at a time: most of a run is waiting.
AT_ONCE = 4
# Of a call that changes nothing and is repeated, so many are points of their own.
REPEATED = 2


@dataclass(frozen=True)
class Point:
    """The n-th call of an operation. `reads`: it changes nothing, so there is no difference before and after its effect."""

    operation: str
    nth: int
    reads: bool


@dataclass
class Clean:
    """An undisturbed run: its points, the resources in its stacks, what there is afterwards, and which files hold a key."""

    points: list[Point]
    resources: list[str]
    inventory: dict[str, Any]
    keys: set[str]


class Bench:
    """Stand-ins to try things on."""

    def __init__(self) -> None:
        self._free: SimpleQueue[Aws] = SimpleQueue()
        self._processes = []
        for process, url in [start() for _ in range(AT_ONCE)]:
            self._processes.append(process)
            self._free.put(Aws(url))

    def close(self) -> None:
        for process in self._processes:
            process.kill()
            process.wait()

    def each(self, points: list[Any], folder: Path, scenario: Scenario, attempt: Callable[[Program, Any], None]) -> list[str]:
        """Tries every point in a fresh world, prepared; gives what went wrong."""

        def one(numbered: tuple[int, Any]) -> str | None:
            number, point = numbered
            aws, place = self._free.get(), folder / str(number)
            try:
                aws.post("reset")
                aws.world_for(scenario.blueprint)
                program = Program(aws, place, scenario.blueprint)
                scenario.prepare(program)
                aws.post("calls/clear")
                attempt(program, point)
                shutil.rmtree(place)
                return None
            except Exception as error:  # each point is judged by itself
                return f"{point}: {error}"[:3000]
            finally:
                self._free.put(aws)

        with ThreadPoolExecutor(AT_ONCE) as pool:
            return [found for found in pool.map(one, enumerate(points)) if found]

    def clean(self, folder: Path, scenario: Scenario) -> Clean:
        found: list[Clean] = []

        def attempt(program: Program, _: None) -> None:
            before = _resources(program)
            program.run(*scenario.command)
            calls = [one for one in program.aws.get("calls") if one["via"] == "client"]
            resources = sorted(before | _resources(program))
            found.append(Clean(_points(calls), resources, inventory(program.aws), program.keys()))

        wrong = self.each([None], folder, scenario, attempt)
        assert wrong == [], "\n".join(wrong)
        return found[0]


def _resources(program: Program) -> set[str]:
    """The logical ids in all stacks."""
    state = program.aws.get("state")
    places = [place for account in (ACCOUNT, IDENTITY_ACCOUNT) for place in state.get(account, {}).values()]
    stacks = [stack for place in places if "stacks" in place for stack in place["stacks"]]
    return {name for stack in stacks for name in stack["resources"]}


def _points(calls: list[dict[str, Any]]) -> list[Point]:
    counts: dict[str, int] = {}
    found = []
    for call in calls:
        operation = call["operation"]
        nth = counts[operation] = counts.get(operation, 0) + 1
        reads = operation.startswith(("Describe", "List", "Get", "Export")) or call["error"] == "DryRunOperation"
        if not reads or nth <= REPEATED:
            found.append(Point(operation, nth, reads))
    return found


def fail(program: Program, point: Point, kind: str, when: str) -> None:
    program.aws.post("faults", {"kind": kind, "operation": point.operation, "nth": point.nth, "when": when})


def kill(program: Program, point: Point, command: tuple[str, ...]) -> bool:
    """Kills the command once the call has taken effect; False if it ended before, for it needed fewer calls this time."""
    fail(program, point, "hold", "after")
    process = program.start(*command)
    end = time.monotonic() + 60
    try:
        while not program.aws.get("held"):
            if process.poll() is not None:
                assert process.returncode == 0, "".join(process.communicate())
                return False
            assert time.monotonic() < end, "the call did not come"
            time.sleep(0.005)
        return True
    finally:
        process.kill()
        process.communicate()


def settled(program: Program, clean: Clean) -> None:
    """Nothing double, nothing left over, no key where none should be."""
    assert inventory(program.aws) == clean.inventory
    assert program.keys() == clean.keys
    assert "PRIVATE KEY" not in str(program.aws.get("calls"))
