"""How long a deployment takes, before anybody waits for it.

Deploys templates that the binary writes on the stand-in's own engine, in AWS's durations but without waiting for them, and
compares with a bound that no order of the work can beat.
"""

import argparse
import json
import math
import os
import shutil
import subprocess
import tempfile
import warnings
from pathlib import Path
from typing import Any

import standin.certificate
import standin.cloudformation
import standin.identity
import standin.vpn  # noqa: F401  they register their operations
from standin.blueprint import world_of
from standin.call import Call
from standin.clock import Clock
from standin.cloudformation import stack as stacks
from standin.cloudformation.run import PAUSE
from standin.cloudformation import template as templates
from standin.plant import plant
from standin.vpn import duration
from standin.vpn.model import MUTATIONS
from standin.world import World

GALLERY = Path(__file__).parents[2] / "blueprints" / "gallery"
README = Path(__file__).with_name("README.md")
BEGIN, END = "<!-- simulation: begin -->", "<!-- simulation: end -->"
COUNTS = 3, 50, 200
# No source gives the time of a rule, so several are tried.
SECONDS = 10.0, 30.0, 60.0


def blueprint(rules: int) -> str:
    """That many rules for three groups, two associations, and routes for what is outside of the VPC."""
    groups = "\n".join(f"    Group-{number}: {{ description: Group {number}, members: [taro.yamada] }}" for number in range(3))
    access = "\n".join(
        f"  - {{ to: 10.0.{number // 3}.0/24, groups: [Group-{number % 3}], description: Network {number // 3} }}" for number in range(rules)
    )
    return f"""version: 1
name: simulated
account: "111122223333"
region: ap-northeast-1
identity_center:
  instance_arn: arn:aws:sso:::instance/ssoins-0123456789abcdef
  identity_store_id: d-0123456789
  application:
    name: AWS Client VPN
    arn: arn:aws:sso::111122223333:application/ssoins-0123456789abcdef/apl-0123456789abcdef
    metadata: saml/client-vpn.xml
  users:
    taro.yamada: {{ given_name: Taro, family_name: Yamada, email: taro.yamada@example.com }}
  groups:
{groups}
endpoint:
  client_cidr: 192.168.0.0/22
  server_certificate:
    arn: arn:aws:acm:ap-northeast-1:111122223333:certificate/0a1b2c3d-4e5f-4071-8293-a4b5c6d7e8f9
network:
  vpc: {{ id: vpc-0123456789abcdef0, cidrs: [10.0.0.0/16] }}
  subnets:
    - {{ id: subnet-0a1b2c3d4e5f60718, availability_zone: ap-northeast-1a, cidr: 10.0.110.0/24 }}
    - {{ id: subnet-0a1b2c3d4e5f60719, availability_zone: ap-northeast-1c, cidr: 10.0.120.0/24 }}
access:
{access}
"""


def synthesize(cvpn: str, text: str) -> str:
    """The template that the binary writes."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(GALLERY / "saml", Path(folder) / "saml")
        (Path(folder) / "simulated.yaml").write_text(text)
        command = [cvpn, "synth", "--target", "cloudformation", "--out", "out", "simulated.yaml"]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
        if done.returncode != 0:
            raise SystemExit(done.stderr)
        return (Path(folder) / "out" / "simulated" / "cloudformation" / "vpn.template.json").read_text()


def makespan(text: str, template: str, seconds: float) -> float:
    """From the start of a first deployment to its end."""
    duration.RULE = seconds
    # A large template comes from S3, which takes no time worth counting.
    templates.INLINE = templates.FROM_S3
    # A clock that stands still until there is nothing left to do at its time.
    world = World(Clock(1.0, lambda: 0.0))
    world.moto.reset()
    plant(world, world_of(text))
    call = Call(world, "111122223333", "ap-northeast-1", "cloudformation", "")
    made = call.ask(
        "cloudformation", "CreateChangeSet", StackName="vpn", ChangeSetName="first", ChangeSetType="CREATE", TemplateBody=template
    )
    world.clock.run_out()
    call.ask("cloudformation", "ExecuteChangeSet", ChangeSetName=made["Id"])
    world.clock.run_out()
    stack = stacks.find(call, "vpn")
    if stack.status != "CREATE_COMPLETE":
        raise SystemExit("\n".join(str(one) for one in stack.events if "FAILED" in one["ResourceStatus"]))
    own = [one["Timestamp"].timestamp() for one in stack.events if one["LogicalResourceId"] == "vpn"]
    begun = next(one["Timestamp"].timestamp() for one in stack.events if one["ResourceStatus"] == "CREATE_IN_PROGRESS")
    return own[-1] - begun


def bound(template: str, seconds: float) -> float:
    """No order is faster: what must come before the first rule, and then rules and routes, ten at a time without a gap."""
    kinds = [one["Type"] for one in templates.parse(template).resources.values()]
    work = kinds.count("AWS::EC2::ClientVpnAuthorizationRule") * seconds + kinds.count("AWS::EC2::ClientVpnRoute") * duration.ROUTE
    # Provider or log, endpoint, association: each begins after the one before.
    first = PAUSE + 3.0 + PAUSE + duration.ENDPOINT + PAUSE + duration.ASSOCIATION
    return first + PAUSE + max(seconds, work / MUTATIONS)


def table(cvpn: str) -> tuple[str, float]:
    """The table, and the worst ratio in it."""
    lines = ["| Rules | Seconds a rule | Lower bound | Simulated | Ratio |", "|---:|---:|---:|---:|---:|"]
    worst = 0.0
    for count in COUNTS:
        text = blueprint(count)
        template = synthesize(cvpn, text)
        for seconds in SECONDS:
            least, taken = bound(template, seconds), makespan(text, template, seconds)
            worst = max(worst, taken / least)
            lines.append(f"| {count} | {seconds:.0f} | {_minutes(least)} | {_minutes(taken)} | {taken / least:.2f} |")
    return "\n".join(lines), worst


def _minutes(seconds: float) -> str:
    whole = math.ceil(seconds)
    return f"{whole // 60}:{whole % 60:02}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail if the table is stale")
    chosen = parser.parse_args()
    warnings.filterwarnings("ignore")
    found, worst = table(os.environ["CVPN"])
    before = README.read_text()
    head, rest = before.split(BEGIN)
    after = f"{head}{BEGIN}\n{found}\n{END}{rest.split(END)[1]}"
    print(found, f"\nworst ratio: {worst:.2f}")
    if chosen.check and after != before:
        raise SystemExit("the table in tests/aws/README.md is stale: run .ci/deploy simulate")
    README.write_text(after)


if __name__ == "__main__":
    main()
