"""A deployment, gone wrong at every point in turn, each on a stand-in of its own so that several are tried at a time."""

import shutil
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from client import Aws, start
from program import Program

# How many at a time: most of a run is waiting.
AT_ONCE = 4


class Bench:
    """Stand-ins to try things on."""

    def __init__(self) -> None:
        self._free: SimpleQueue[Aws] = SimpleQueue()
        self._processes = []
        for process, url in [start() for _ in range(AT_ONCE)]:
            self._processes.append(process)
            self._free.put(Aws(url))
        self._lock = threading.Lock()

    def close(self) -> None:
        for process in self._processes:
            process.kill()
            process.wait()

    def each(self, points: list[Any], folder: Path, blueprint: str, attempt: Callable[[Program, Any], None]) -> list[str]:
        """Tries every point in a fresh world; gives what went wrong."""

        def one(numbered: tuple[int, Any]) -> str | None:
            number, point = numbered
            aws, place = self._free.get(), folder / str(number)
            try:
                aws.post("reset")
                aws.world_for(blueprint)
                attempt(Program(aws, place, blueprint), point)
                shutil.rmtree(place)
                return None
            except Exception as error:  # each point is judged by itself
                return f"{point}: {error}"[:2000]
            finally:
                self._free.put(aws)

        with ThreadPoolExecutor(AT_ONCE) as pool:
            return [found for found in pool.map(one, enumerate(points)) if found]
