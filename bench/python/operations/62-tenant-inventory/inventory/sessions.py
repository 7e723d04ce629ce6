"""One boto3 session for each member account."""
from dataclasses import dataclass, field
from typing import Dict

import boto3
from botocore.exceptions import ClientError

ROLE = "InventoryReader"


class AccessRefused(Exception):
    pass


@dataclass
class SessionPool:
    base: boto3.Session
    name: str = "inventory"
    _cache: Dict[str, boto3.Session] = field(default_factory=dict)

    def own_account(self) -> str:
        return self.base.client("sts").get_caller_identity()["Account"]

    def for_account(self, account: str, region: str) -> boto3.Session:
        cache_key = f"{account}/{region}"
        if cache_key not in self._cache:
            self._cache[cache_key] = self._open(account, region)
        return self._cache[cache_key]

    def _open(self, account: str, region: str) -> boto3.Session:
        sts = self.base.client("sts")
        try:
            creds = sts.assume_role(
                RoleArn=f"arn:aws:iam::{account}:role/{ROLE}", RoleSessionName=self.name, DurationSeconds=900
            )["Credentials"]
        except ClientError as err:
            if err.response["Error"]["Code"] == "AccessDenied":
                raise AccessRefused(account) from err
            raise
        return boto3.Session(
            aws_access_key_id=creds["AccessKeyId"],
            aws_secret_access_key=creds["SecretAccessKey"],
            aws_session_token=creds["SessionToken"],
            region_name=region,
        )

    def federation_token(self, name: str) -> dict:
        return self.base.client("sts").get_federation_token(Name=name)["Credentials"]
