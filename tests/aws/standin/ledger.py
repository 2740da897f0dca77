"""The calls that were made, in order."""

import threading
from typing import Any

# Never kept, so that a test may search everything that the stand-in says for keys.
SECRET = {"PrivateKey", "SecretAccessKey", "Passphrase"}


class Ledger:
    def __init__(self) -> None:
        self.calls: list[dict[str, Any]] = []
        self._count = 0
        self._lock = threading.Lock()

    def record(self, call: Any, parameters: dict[str, Any]) -> dict[str, Any]:
        """Adds a call and gives its entry, whose outcome is filled in later. Only a client's calls have a number."""
        with self._lock:
            number = None
            if call.via == "client":
                self._count += 1
                number = self._count
            entry = {
                "n": number, "account": call.account, "region": call.region, "service": call.service,
                "operation": call.operation, "via": call.via, "status": None, "error": None,
                "parameters": {key: "(secret)" if key in SECRET else plain(value) for key, value in parameters.items()},
            }
            self.calls.append(entry)
            return entry

    def clear(self) -> None:
        with self._lock:
            self.calls.clear()
            self._count = 0


def plain(value: Any) -> Any:
    """As JSON can say it, with long texts cut."""
    if isinstance(value, dict):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    if isinstance(value, bytes | str):
        text = value.decode("utf-8", "replace") if isinstance(value, bytes) else value
        return text if len(text) <= 300 else f"{text[:300]}… ({len(text)} characters)"
    return value if isinstance(value, bool | int | float | type(None)) else str(value)
