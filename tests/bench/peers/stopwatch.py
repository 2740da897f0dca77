"""Runs whole processes: how long they take from start to end, and how much memory they need."""
import dataclasses
import os
import pathlib
import statistics
import subprocess
import sys
import time
from collections.abc import Callable

ENVIRONMENT = {key: os.environ[key] for key in ('HOME', 'PATH', 'LANG') if key in os.environ}


@dataclasses.dataclass
class Subject:
    """A command, and what must be done before each of its runs, which is not measured."""

    name: str
    command: list[str]
    folder: pathlib.Path
    # What it writes, to be sized.
    output: pathlib.Path | None = None
    environment: dict[str, str] = dataclasses.field(default_factory=dict)
    prepare: Callable[[], None] = lambda: None
    # Runs in each round: more for what is short.
    repeat: int = 1
    seconds: list[float] = dataclasses.field(default_factory=list)
    # Of its largest process.
    kilobytes: int = 0

    def __post_init__(self):
        self.command = [str(word) for word in self.command]

    @property
    def median(self):
        return statistics.median(self.seconds)

    def run(self, log):
        """One run, in seconds."""
        self.prepare()
        os.chdir(self.folder)
        streams = [(os.POSIX_SPAWN_DUP2, log.fileno(), 1), (os.POSIX_SPAWN_DUP2, log.fileno(), 2)]
        log.seek(0)
        log.truncate()
        start = time.perf_counter()
        child = os.posix_spawnp(
            self.command[0], self.command, ENVIRONMENT | self.environment, file_actions=streams
        )
        _, status, _ = os.wait4(child, 0)
        seconds = time.perf_counter() - start
        if status:
            log.seek(0)
            sys.exit(f'{self.name}: {" ".join(self.command)} failed in {self.folder}:\n{log.read()}')
        return seconds

    def weigh(self):
        """One run under GNU time. A child of this process would be charged with the memory of Python before its exec."""
        self.prepare()
        run = subprocess.run(
            ['/usr/bin/time', '--format', '%M', *self.command],
            cwd=self.folder, env=ENVIRONMENT | self.environment, capture_output=True, text=True, check=True,
        )
        self.kilobytes = int(run.stderr.splitlines()[-1])


def away(folder, settle=True):
    """A step before a run: its output is not there and, for large ones, nothing waits to be written to the disk.

    It is moved away and not removed, because ext4 passes by the inodes of files removed a short while ago one by one: after a
    large removal, every new file of every tool takes many times longer.
    """

    def prepare():
        if folder.exists():
            old = folder.parent / 'old'
            old.mkdir(exist_ok=True)
            folder.rename(old / f'{len(os.listdir(old))}')
        if settle:
            os.sync()

    return prepare


def measure(subjects, rounds, log):
    """Runs all of them in turn, after a run of each that warms the caches and is not counted."""
    for subject in subjects:
        subject.run(log)
        subject.weigh()
    for _ in range(rounds):
        for subject in subjects:
            subject.seconds += [subject.run(log) for _ in range(subject.repeat)]
    for subject in subjects:
        print(f'{subject.name}: {subject.median * 1000:.2f} ms', file=sys.stderr)
