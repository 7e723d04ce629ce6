"""One session per tenant, from a role of the tenant's own account."""
from __future__ import annotations

import os
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import boto3

if TYPE_CHECKING:
    from mypy_boto3_dynamodb.service_resource import Table
    from mypy_boto3_sts import STSClient


class Tenant(NamedTuple):
    id: str
    account: str
    region: str = "eu-west-1"


@lru_cache(maxsize=1)
def sts() -> STSClient:
    return boto3.client("sts")


@lru_cache(maxsize=64)
def session_for(tenant: Tenant) -> boto3.Session:
    answer = sts().assume_role(
        RoleArn=f"arn:aws:iam::{tenant.account}:role/{os.environ['TENANT_ROLE']}",
        RoleSessionName=f"tenant-{tenant.id}"[:64],
        Tags=[{"Key": "tenant", "Value": tenant.id}],
    )
    keys = answer["Credentials"]
    return boto3.Session(
        keys["AccessKeyId"], keys["SecretAccessKey"], keys["SessionToken"], region_name=tenant.region
    )


class Registry:
    """Which tenants there are."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def __getitem__(self, tenant_id: str) -> Tenant:
        item = self._table.get_item(Key={"tenant": tenant_id})["Item"]
        return Tenant(tenant_id, item["account"], item.get("region", "eu-west-1"))

    def __setitem__(self, tenant_id: str, tenant: Tenant) -> None:
        self._table.put_item(Item={"tenant": tenant_id, **tenant._asdict()})
