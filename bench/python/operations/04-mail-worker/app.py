from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from typing import Any

import boto3
from botocore.config import Config

CFG = Config(retries={"max_attempts": 8, "mode": "adaptive"}, connect_timeout=2, read_timeout=5)


@dataclass
class Mailer:
    sender: str
    template: str = "receipt-v2"
    client: Any = field(default_factory=lambda: boto3.client("sesv2", config=CFG))

    def deliver(self, to: str, data: dict) -> str:
        resp = self.client.send_email(
            FromEmailAddress=self.sender,
            Destination={"ToAddresses": [to]},
            Content={"Template": {"TemplateName": self.template, "TemplateData": json.dumps(data)}},
        )
        return resp["MessageId"]

    def suppressed(self, address: str) -> bool:
        try:
            self.client.get_suppressed_destination(EmailAddress=address)
        except self.client.exceptions.NotFoundException:
            return False
        return True


@dataclass
class Retry:
    queue_url: str

    def __post_init__(self):
        self.queue = boto3.resource("sqs", config=CFG).Queue(self.queue_url)

    def later(self, bodies: list[str], delay: int = 300) -> None:
        for i in range(0, len(bodies), 10):
            self.queue.send_messages(
                Entries=[
                    {"Id": str(n), "MessageBody": b, "DelaySeconds": delay}
                    for n, b in enumerate(bodies[i : i + 10])
                ]
            )

    def drain(self):
        for m in self.queue.receive_messages(MaxNumberOfMessages=10, WaitTimeSeconds=1):
            yield m.body
            m.delete()

    def depth(self) -> int:
        return int(self.queue.attributes["ApproximateNumberOfMessages"])


@dataclass
class Service:
    mailer: Mailer
    retry: Retry

    def run(self, records):
        failures, retry = [], []
        for r in records:
            msg = json.loads(r["body"])
            if self.mailer.suppressed(msg["to"]):
                continue
            try:
                self.mailer.deliver(msg["to"], msg["data"])
            except self.mailer.client.exceptions.TooManyRequestsException:
                retry.append(r["body"])
            except Exception:
                failures.append({"itemIdentifier": r["messageId"]})
        if retry:
            self.retry.later(retry)
        return {"batchItemFailures": failures}


_service: Service | None = None


def handler(event, context):
    global _service
    if _service is None:
        _service = Service(Mailer(os.environ["SENDER"]), Retry(os.environ["RETRY_QUEUE"]))
    return _service.run(event["Records"])
