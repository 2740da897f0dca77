"""The binary as a test runs it: in a folder of its own, with credentials for the stand-in, and no other environment."""

import atexit
import functools
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from client import ACCOUNT, GALLERY, IDENTITY_ACCOUNT, REGION, Aws

CVPN = os.environ.get("CVPN", "")
# A key, as files and answers would hold it.
KEY = b"PRIVATE KEY"
PASSPHRASE = "only for tests"


class Program:
    def __init__(self, aws: Aws, folder: Path, blueprint: str):
        """`blueprint`: one of the gallery, whose world is made."""
        self.aws, self.folder = aws, folder
        # Variables besides those that every run has.
        self.more: dict[str, str] = {}
        self.home, self.temporary = folder / "home", folder / "tmp"
        for one in (self.home, self.temporary):
            one.mkdir(parents=True, exist_ok=True)
        for one in ("saml", "policies"):
            shutil.copytree(GALLERY / one, folder / one, dirs_exist_ok=True)
        self.file = folder / "blueprint.yaml"
        self.write((GALLERY / f"{blueprint}.yaml").read_text())
        if "issued:" in self.text:
            shutil.copytree(_certificates(self.text), folder / "certificates")

    def certificates(self, *arguments: str) -> None:
        """Runs `cvpn cert`."""
        (self.folder / "passphrase").write_text(PASSPHRASE)
        command = [CVPN, "cert", *arguments, "--passphrase-file", "passphrase"]
        subprocess.run(command, cwd=self.folder, check=True, capture_output=True)

    @property
    def text(self) -> str:
        return self.file.read_text()

    def write(self, text: str) -> None:
        self.file.write_text(text)

    def edit(self, old: str, new: str) -> None:
        assert old in self.text, old
        self.write(self.text.replace(old, new))

    def profiles(self, **accounts: str) -> None:
        """Credentials in profiles instead of the environment."""
        (self.home / ".aws").mkdir(exist_ok=True)
        text = "".join(
            f"[{name}]\naws_access_key_id = AKIA{account}TEST\naws_secret_access_key = none\n" for name, account in accounts.items()
        )
        (self.home / ".aws" / "credentials").write_text(text)

    @property
    def environment(self) -> dict[str, str]:
        found = {
            "PATH": os.environ["PATH"], "HOME": str(self.home), "TMPDIR": str(self.temporary), "AWS_ENDPOINT_URL": self.aws.url,
            "CVPN_PACE": "0.001", "NO_COLOR": "1", "AWS_EC2_METADATA_DISABLED": "true",
        }
        if not (self.home / ".aws").exists():
            found |= {"AWS_ACCESS_KEY_ID": f"AKIA{self.aws.account}TEST", "AWS_SECRET_ACCESS_KEY": "none", "AWS_REGION": REGION}
        return found | self.more

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        command = [CVPN, *arguments[0].split(), str(self.file), *arguments[1:]]
        return subprocess.Popen(
            command, cwd=self.folder, env=self.environment, text=True, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def run(self, *arguments: str, code: int | None = 0, seconds: float = 120) -> "Result":
        """Runs a command on the blueprint; `code` is the exit code that it must have, None allows any."""
        process = self.start(*arguments)
        try:
            out, err = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            out, err = process.communicate()
            raise AssertionError(f"cvpn {' '.join(arguments)} did not end within {seconds} s\n{out}\n{err}") from None
        result = Result(process.returncode, out, err)
        assert code in (None, result.code), f"cvpn {' '.join(arguments)} ended with {result.code}\n{out}\n{err}"
        return result

    def deploy(self, *arguments: str, code: int | None = 0) -> "Result":
        return self.run("deploy", "--yes", *arguments, code=code)

    def keys(self) -> set[str]:
        """The files that hold a private key."""
        files = [path for path in self.folder.rglob("*") if path.is_file()]
        return {str(path.relative_to(self.folder)) for path in files if KEY in path.read_bytes()}


@functools.cache
def _certificates(blueprint: str) -> Path:
    """A set of certificates for a blueprint, made once: it takes seconds."""
    folder = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, folder)
    (folder / "blueprint.yaml").write_text(blueprint)
    (folder / "passphrase").write_text(PASSPHRASE)
    command = [CVPN, "cert", "new", "--blueprint", "blueprint.yaml", "--passphrase-file", "passphrase"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return folder / "certificates"


class Result:
    def __init__(self, code: int, out: str, err: str):
        self.code, self.out, self.err = code, out, err

    @property
    def text(self) -> str:
        return self.out + self.err


def inventory(aws: Aws) -> dict[str, Any]:
    """What exists, without the ids that AWS chooses: equal after every way to the same end."""
    state = aws.get("state")
    names = {one: name for center in state["centers"] for kind in ("groups", "users") for name, one in center[kind].items()}
    found: dict[str, Any] = {"centers": [
        {
            "groups": sorted(center["groups"]), "users": sorted(center["users"]),
            "memberships": sorted([names[one] for one in pair] for pair in center["memberships"]),
            "assignments": sorted([key[0], key[1], names.get(key[2], key[2])] for key in center["assignments"]),
        }
        for center in state["centers"]
    ]}
    for account in (ACCOUNT, IDENTITY_ACCOUNT):
        for region, place in state.get(account, {}).items():
            if region == "saml_providers":
                found[account, region] = place
            elif region != "buckets":
                found[account, region] = _place(place, names)
    return found


def _place(place: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    return {
        "stacks": sorted(
            [one["name"], one["status"].replace("UPDATE", "CREATE"), one["protected"], str(one["policy"]), sorted(one["resources"])]
            for one in place["stacks"]
        ),
        "endpoints": [
            {
                "rules": sorted([one["to"], names.get(one["group"], one["group"]), str(one["Description"]), one["state"]] for one in endpoint["rules"]),
                "routes": sorted([one["to"], one["via"], one["Origin"], one["state"]] for one in endpoint["routes"]),
                "associations": sorted([str(one.get("TargetNetworkId")), one["zone"], one["state"]] for one in endpoint["associations"]),
                "tags": sorted([one["Key"], one["Value"]] for one in endpoint["Tags"]),
                "policy": (endpoint["policy"] or {}).get("PolicyDocument"),
                "options": [endpoint.get(key) for key in ("SplitTunnel", "VpnPort", "ClientCidrBlock", "Description", "SessionTimeoutHours")],
            }
            for endpoint in place["endpoints"]
        ],
        "certificates": sorted([one["domains"], sorted(one["tags"].items()), one["kind"]] for one in place["certificates"]),
        "log_groups": place["log_groups"], "alarms": place["alarms"],
        "security_groups": sorted(one.split()[1] for one in place["security_groups"]),
    }
