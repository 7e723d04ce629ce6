import os

import boto3

from sync.directory import UserDirectory
from sync.service import SyncService
from sync.store import ProfileStore


def build() -> SyncService:
    session = boto3.Session(region_name=os.environ.get("AWS_REGION", "eu-west-1"))
    return SyncService(
        directory=UserDirectory(session.client("cognito-idp"), os.environ["POOL_ID"]),
        store=ProfileStore(session.client("dynamodb"), os.environ["PROFILE_TABLE"]),
    )


def handler(event: dict, context: object) -> dict:
    return {"synced": build().run()}
