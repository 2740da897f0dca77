"""Work in the order of its dependencies, as much at once as they let be."""

from collections.abc import Callable, Generator
from dataclasses import dataclass, field

from ..call import Call
from ..error import AwsError

# Work says by `yield` how many seconds pass before it goes on.
Work = Generator[float, None, None]
# CloudFormation's own time before it begins with a resource.
PAUSE = 1.0


@dataclass
class Step:
    name: str
    needs: set[str]
    begin: Callable[[], Work]
    # Told when this step fails, or when it is cut short because another has.
    fail: Callable[[str], None]
    work: Work | None = None
    state: str = "waiting"


@dataclass
class Run:
    """Does steps; at the first failure no more are begun. `finished` gets the names of those that failed."""

    call: Call
    steps: dict[str, Step]
    finished: Callable[[list[str]], None]
    # A failed deletion holds up what needs it, and nothing else.
    go_on: bool = False
    failed: list[str] = field(default_factory=list)
    over: bool = False

    def start(self) -> None:
        self._advance()

    def _advance(self) -> None:
        if self.over:
            return
        if self.failed and not self.go_on:
            return self._end()
        states = {name: step.state for name, step in self.steps.items()}
        for step in self.steps.values():
            if step.state == "waiting" and all(states.get(name, "done") == "done" for name in step.needs):
                step.state = "running"
                step.work = step.begin()
                self.call.clock.after(PAUSE, lambda step=step: self._resume(step))
        if not any(step.state == "running" for step in self.steps.values()):
            self._end()
        return None

    def _resume(self, step: Step) -> None:
        if self.over or step.state != "running":
            return
        try:
            self.call.clock.after(next(step.work), lambda: self._resume(step))
        except StopIteration:
            step.state = "done"
            self._advance()
        except AwsError as error:
            step.state = "failed"
            self.failed.append(step.name)
            step.fail(said(error))
            self._advance()

    def _end(self) -> None:
        self.over = True
        for step in self.steps.values():
            if step.state == "running":
                step.state = "cancelled"
                self.failed.append(step.name)
                step.work.close()
                step.fail("Resource creation cancelled")
        self.finished(self.failed)


def said(error: AwsError) -> str:
    """The error of a service in the words of a stack event."""
    return f"{error.message} (Service: AWS, Status Code: {error.status}, Error Code: {error.code})"
