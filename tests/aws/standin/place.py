"""What one account holds in one Region, of the services that the stand-in answers itself."""

from typing import Any


class Place:
    def __init__(self, account: str, region: str):
        self.account = account
        self.region = region
        # By id; what stands in them is said by the files that fill them.
        self.endpoints: dict[str, Any] = {}
        self.stacks: dict[str, Any] = {}
        self.quotas = {"endpoints": 5, "rules": 200, "routes": 100}
        self.connections: list[dict[str, Any]] = []
        self.certificates: dict[str, Any] = {}
        self.directories: list[str] = []
        # Of the account; they live in the place of the pseudo Region `global`.
        self.saml_providers: dict[str, Any] = {}
