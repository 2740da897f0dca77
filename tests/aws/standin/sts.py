"""STS: who calls, and roles taken on."""

import datetime
import secrets
from typing import Any

from .call import Call
from .service import operation


@operation("sts", "GetCallerIdentity")
def identity(call: Call, parameters: dict[str, Any]) -> dict[str, Any]:
    return {"UserId": f"AIDA{call.account}", "Account": call.account, "Arn": f"arn:aws:iam::{call.account}:user/test"}


@operation("sts", "AssumeRole")
def assume(call: Call, parameters: dict[str, Any]) -> dict[str, Any]:
    """The account of the credentials is that of the role; its trust policy is not asked."""
    account, role = parameters["RoleArn"].split(":")[4], parameters["RoleArn"].rpartition("/")[2]
    end = datetime.datetime.now(datetime.UTC) + datetime.timedelta(seconds=int(parameters.get("DurationSeconds") or 3600))
    session = f"arn:aws:sts::{account}:assumed-role/{role}/{parameters['RoleSessionName']}"
    return {
        "Credentials": {
            "AccessKeyId": f"ASIA{account}TEST", "SecretAccessKey": secrets.token_hex(20),
            "SessionToken": secrets.token_hex(40), "Expiration": end,
        },
        "AssumedRoleUser": {"AssumedRoleId": f"AROA{account}:{parameters['RoleSessionName']}", "Arn": session},
    }
