"""The stand-in, started once, emptied before each test."""

from collections.abc import Iterator

import pytest
from client import Aws, start


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    process, url = start()
    yield url
    process.terminate()
    process.wait()


@pytest.fixture
def aws(server: str) -> Aws:
    aws = Aws(server)
    aws.post("reset")
    return aws
