"""Killed after each call, and run again."""

import time
from pathlib import Path
from typing import Any

from matrix import Bench
from program import Program
from test_faults import BLUEPRINT, bench, clean, points, settled  # noqa: F401  fixtures
from tried import TRIED


def test_killed_after_a_call_the_next_run_completes(bench: Bench, clean: Any, tmp_path: Path) -> None:  # noqa: F811
    def attempt(program: Program, point: tuple[str, int]) -> None:
        operation, count = point
        number = [one["n"] for one in clean[0] if one["operation"] == operation][count - 1]
        program.aws.post("faults", {"kind": "hold", "call": number})
        process = program.start("deploy", "--yes")
        end = time.monotonic() + 60
        while not program.aws.get("held"):
            assert process.poll() is None, f"it ended before the call\n{process.stdout.read()}\n{process.stderr.read()}"
            assert time.monotonic() < end, "the call did not come"
            time.sleep(0.005)
        process.kill()
        process.communicate()
        # AWS goes on with what it has begun; a person comes back at once.
        program.deploy()
        settled(program, clean)

    tried = points(clean[0])
    wrong = bench.each(tried, tmp_path, BLUEPRINT, attempt)
    TRIED["killed"] = len(tried)
    assert wrong == [], "\n".join(wrong)
