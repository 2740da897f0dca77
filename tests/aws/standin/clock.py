"""Time: AWS's durations, shrunk, on the real clock.

Nothing runs in the background. Work has a due time and is done when somebody next asks, in the order of its due times and
with `now()` saying its own due time: the result is the one that would have come about had it run on time.
"""

import heapq
import itertools
import time
from collections.abc import Callable


class Clock:
    def __init__(self, scale: float = 0.001, read: Callable[[], float] = time.time):
        """`scale`: what a second of AWS lasts here, in seconds."""
        self.scale = scale
        self.read = read
        self._due: list[tuple[float, int, Callable[[], None]]] = []
        self._order = itertools.count()
        self._moment: float | None = None

    def now(self) -> float:
        return self.read() if self._moment is None else self._moment

    def after(self, seconds: float, work: Callable[[], None]) -> float:
        """Does `work` when `seconds` of AWS have passed; gives the moment."""
        moment = self.now() + seconds * self.scale
        heapq.heappush(self._due, (moment, next(self._order), work))
        return moment

    def catch_up(self, until: float | None = None) -> None:
        """Does everything that is due."""
        until = self.read() if until is None else until
        while self._due and self._due[0][0] <= until:
            self._moment, _, work = heapq.heappop(self._due)
            try:
                work()
            finally:
                moment, self._moment = self._moment, None
        return

    def run_out(self) -> float:
        """Does all work there is, however far away, and gives the moment of the last: for simulations."""
        last = self.now()
        while self._due:
            last = self._due[0][0]
            self.catch_up(last)
        return last

    def forget(self) -> None:
        self._due.clear()
