"""The stand-in as a test sees it: boto3 in an account, and what only a test may ask."""

import functools
import json
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import boto3
from botocore.config import Config

HERE = Path(__file__).parent
TREE = HERE.parents[1]
GALLERY = TREE / "blueprints" / "gallery"
ACCOUNT, IDENTITY_ACCOUNT, REGION = "111122223333", "444455556666", "ap-northeast-1"


def start(scale: float = 0.0005) -> tuple[subprocess.Popen[str], str]:
    """Starts the stand-in; gives its process and its URL."""
    process = subprocess.Popen(
        [sys.executable, "-m", "standin", "--scale", str(scale)], cwd=HERE, stdout=subprocess.PIPE, text=True
    )
    return process, process.stdout.readline().strip()


@functools.cache
def boto(url: str, account: str, region: str, service: str) -> Any:
    return boto3.client(
        service, region, endpoint_url=url, aws_access_key_id=f"AKIA{account}TEST", aws_secret_access_key="none",
        config=Config(retries={"total_max_attempts": 1}, s3={"addressing_style": "path"}),
    )


class Aws:
    def __init__(self, url: str, account: str = ACCOUNT, region: str = REGION):
        self.url, self.account, self.region = url, account, region

    def within(self, account: str, region: str = REGION) -> "Aws":
        return Aws(self.url, account, region)

    def __getattr__(self, service: str) -> Any:
        """A client of boto3, which retries nothing."""
        if service.startswith("_"):
            raise AttributeError(service)
        return boto(self.url, self.account, self.region, service.replace("_", "-"))

    def get(self, name: str) -> Any:
        with urllib.request.urlopen(f"{self.url}/_standin/{name}") as answer:
            return json.load(answer)

    def post(self, name: str, body: Any = None) -> Any:
        data = body.encode() if isinstance(body, str) else json.dumps(body).encode()
        request = urllib.request.Request(f"{self.url}/_standin/{name}", data, {"Content-Type": "application/json"})
        try:
            with urllib.request.urlopen(request) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            raise AssertionError(error.read().decode()) from None

    def world_for(self, blueprint: str) -> None:
        """Makes the world of a blueprint of the gallery."""
        self.post("blueprint", (GALLERY / f"{blueprint}.yaml").read_text())

    def place(self) -> dict[str, Any]:
        return self.get("state")[self.account][self.region]

    def endpoint(self) -> dict[str, Any]:
        """The one endpoint there is."""
        (endpoint,) = self.place()["endpoints"]
        return endpoint

    # Stacks.

    def change_set(self, template: dict[str, Any] | str, stack: str = "vpn", kind: str | None = None, **more: Any) -> dict[str, Any]:
        """Makes a change set and waits for it; gives its description."""
        kind = kind or ("UPDATE" if self.status(stack) not in (None, "REVIEW_IN_PROGRESS") else "CREATE")
        text = template if isinstance(template, str) else json.dumps(template)
        source = {} if "TemplateURL" in more else {"TemplateBody": text}
        name = f"change-{time.time_ns()}"
        made = self.cloudformation.create_change_set(
            StackName=stack, ChangeSetName=name, ChangeSetType=kind, **source, **more
        )
        while True:
            found = self.cloudformation.describe_change_set(ChangeSetName=made["Id"], IncludePropertyValues=True)
            if found["Status"] not in ("CREATE_PENDING", "CREATE_IN_PROGRESS"):
                return found
            time.sleep(0.002)

    def deploy(self, template: dict[str, Any] | str, stack: str = "vpn", **more: Any) -> str:
        """Runs a change set to its end; gives the stack's status."""
        found = self.change_set(template, stack, **more)
        assert found["Status"] == "CREATE_COMPLETE", found["StatusReason"]
        self.cloudformation.execute_change_set(ChangeSetName=found["ChangeSetId"])
        return self.settled(stack)

    def status(self, stack: str = "vpn") -> str | None:
        for one in self.cloudformation.describe_stacks()["Stacks"]:
            if one["StackName"] == stack:
                return one["StackStatus"]
        return None

    def settled(self, stack: str = "vpn") -> str | None:
        while (status := self.status(stack) or "").endswith("_IN_PROGRESS"):
            time.sleep(0.01)
        return status or None

    def failures(self, stack: str = "vpn") -> dict[str, str]:
        """What failed and why, the first reason for each."""
        found = {}
        for page in self.cloudformation.get_paginator("describe_stack_events").paginate(StackName=stack):
            for event in page["StackEvents"]:
                if event["ResourceStatus"].endswith("_FAILED") and "cancelled" not in event.get("ResourceStatusReason", ""):
                    found[event["LogicalResourceId"]] = event.get("ResourceStatusReason", "")
        return found


def template(blueprint: str, stack: str = "vpn") -> dict[str, Any]:
    """A committed template of the gallery."""
    return json.loads((TREE / "out" / blueprint / "cloudformation" / f"{stack}.template.json").read_text())


def gallery() -> list[str]:
    return sorted(path.parts[-3] for path in TREE.glob("out/*/cloudformation/vpn.template.json"))
