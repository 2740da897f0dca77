"""The binary on the stand-in."""

import os
from pathlib import Path

import pytest
from client import Aws
from program import CVPN, Program
from tried import TRIED


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if not (CVPN and os.access(CVPN, os.X_OK)):
        raise pytest.UsageError("CVPN must name the binary, built with the feature deploy")


@pytest.fixture
def quickstart(aws: Aws, tmp_path: Path) -> Program:
    aws.world_for("quickstart")
    return Program(aws, tmp_path, "quickstart")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if TRIED:
        parts = ", ".join(f"{count} {kind}" for kind, count in sorted(TRIED.items()))
        terminalreporter.write_line(f"points tried: {sum(TRIED.values())} ({parts})")
