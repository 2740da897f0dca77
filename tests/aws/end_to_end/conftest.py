"""The binary on the stand-in."""

import os
from pathlib import Path

import pytest
from client import Aws

pytest.register_assert_rewrite("matrix", "program")

from program import CVPN, Program  # noqa: E402
from tried import told  # noqa: E402


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if not (CVPN and os.access(CVPN, os.X_OK)):
        raise pytest.UsageError("CVPN must name the binary, built with the feature deploy")


@pytest.fixture
def quickstart(aws: Aws, tmp_path: Path) -> Program:
    aws.world_for("quickstart")
    return Program(aws, tmp_path, "quickstart")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for line in told():
        terminalreporter.write_line(line)
