"""How many points at which something went wrong were tried, by what went wrong, and how many took a second run."""

from collections import Counter

TRIED: Counter[str] = Counter()
AGAIN: Counter[str] = Counter()


def count(what: str, again: bool) -> None:
    TRIED[what] += 1
    AGAIN[what] += again


def told() -> list[str]:
    """A line for each, and one for all."""
    lines = [f"{what}: {number}, of which {AGAIN[what]} took a second run" for what, number in sorted(TRIED.items())]
    return [*lines, f"points tried: {TRIED.total()}"] if lines else []
