from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_sqs.client import SQSClient


class DocumentStore:
    def __init__(self, client: S3Client) -> None:
        self._client = client

    def save(self, key: str, document: dict) -> str:
        answer = self._client.put_object(
            Bucket=os.environ["DOCUMENTS"], Key=key, Body=json.dumps(document).encode()
        )
        return answer["ETag"]

    def exists(self, key: str) -> bool:
        found = self._client.list_objects_v2(Bucket=os.environ["DOCUMENTS"], Prefix=key, MaxKeys=1)
        return found["KeyCount"] > 0


class Outbox:
    def __init__(self, client: SQSClient) -> None:
        self._client = client

    def push(self, message: dict) -> None:
        self._client.send_message(QueueUrl=os.environ["OUTBOX"], MessageBody=json.dumps(message))
