"""How many points at which something went wrong were tried, by what went wrong."""

TRIED: dict[str, int] = {}
