"""Ports and adapters; a container from another package makes the clients."""
from __future__ import annotations

import json
from typing import TYPE_CHECKING

from dishka import Provider, Scope, make_container, provide

from adapters import DocumentStore, Outbox
from service import Publisher

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_sqs.client import SQSClient


class Aws(Provider):
    scope = Scope.APP

    @provide
    def s3(self) -> S3Client:
        import boto3

        return boto3.client("s3")

    @provide
    def sqs(self) -> SQSClient:
        import boto3

        return boto3.client("sqs")

    store = provide(DocumentStore)
    outbox = provide(Outbox)
    publisher = provide(Publisher)


container = make_container(Aws())


def handler(event, context):
    publisher = container.get(Publisher)
    return [publisher.publish(json.loads(r["body"])) for r in event["Records"]]
