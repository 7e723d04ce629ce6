from __future__ import annotations

import os
import secrets
import string
from functools import partial
from typing import Any, Callable

import boto3

from lifecycle.mail import Mailer, templates

POOL = os.environ.get("USER_POOL", "eu-west-1_abc")

cognito = boto3.client("cognito-idp")
get_user = partial(cognito.admin_get_user, UserPoolId=POOL)
disable = partial(cognito.admin_disable_user, UserPoolId=POOL)
sign_out = partial(cognito.admin_user_global_sign_out, UserPoolId=POOL)
set_password = partial(cognito.admin_set_user_password, UserPoolId=POOL)
remove = partial(cognito.admin_delete_user, UserPoolId=POOL)

mailer = Mailer(boto3.client("sesv2"), sender=os.environ.get("SENDER", "no-reply@example.com"))


def _temporary() -> str:
    alphabet = string.ascii_letters + string.digits
    return "Aa1!" + "".join(secrets.choice(alphabet) for _ in range(16))


def _attributes(user: dict[str, Any]) -> dict[str, str]:
    return {a["Name"]: a["Value"] for a in user.get("UserAttributes", [])}


def invite(email: str, groups: list[str]) -> str:
    try:
        cognito.admin_create_user(
            UserPoolId=POOL,
            Username=email,
            MessageAction="SUPPRESS",
            UserAttributes=[{"Name": "email", "Value": email}, {"Name": "email_verified", "Value": "true"}],
        )
    except cognito.exceptions.UsernameExistsException:
        if get_user(Username=email)["UserStatus"] == "CONFIRMED":
            return "exists"
    password = _temporary()
    set_password(Username=email, Password=password, Permanent=False)
    for group in groups:
        _join(email, group)
    mailer.send(email, templates.WELCOME, {"password": password})
    return "invited"


def _join(email: str, group: str) -> None:
    add = partial(cognito.admin_add_user_to_group, UserPoolId=POOL, Username=email)
    try:
        add(GroupName=group)
    except cognito.exceptions.ResourceNotFoundException:
        cognito.create_group(UserPoolId=POOL, GroupName=group)
        add(GroupName=group)


def offboard(email: str) -> str:
    try:
        user = get_user(Username=email)
    except cognito.exceptions.UserNotFoundException:
        return "unknown"
    sign_out(Username=email)
    disable(Username=email)
    manager = _attributes(user).get("custom:manager")
    if manager:
        mailer.send(manager, templates.OFFBOARDED, {"email": email})
    return "disabled"


def erase(email: str) -> str:
    remove(Username=email)
    mailer.forget(email)
    return "erased"


def stale_users() -> list[str]:
    pages = cognito.get_paginator("list_users").paginate(UserPoolId=POOL, Filter='cognito:user_status = "UNCONFIRMED"')
    return [u["Username"] for p in pages for u in p["Users"]]


def rebuild_pool_client() -> str:
    described = cognito.describe_user_pool_client(UserPoolId=POOL, ClientId="x")["UserPoolClient"]
    return cognito.create_user_pool_client(UserPoolId=POOL, ClientName=described["ClientName"])["UserPoolClient"]["ClientId"]


STEPS: dict[str, Callable[[dict], Any]] = {
    "invite": lambda e: invite(e["email"], e.get("groups", [])),
    "offboard": lambda e: offboard(e["email"]),
    "sweep": lambda e: [offboard(u) for u in stale_users()],
}


def handler(event: dict, _ctx: Any) -> dict:
    return {"result": STEPS[event["step"]](event)}
