from __future__ import annotations

import abc
import json
import os
from typing import Any, ClassVar

import boto3


class Sink(abc.ABC):
    service: ClassVar[str]

    def __init__(self) -> None:
        self.client = self.make_client()

    @abc.abstractmethod
    def make_client(self) -> Any: ...

    @abc.abstractmethod
    def deliver(self, detail: dict[str, Any]) -> None: ...


class BusSink(Sink):
    service = "events"

    def make_client(self):
        return boto3.client("events")

    def deliver(self, detail):
        self.client.put_events(
            Entries=[{
                "Source": "router",
                "DetailType": detail["type"],
                "Detail": json.dumps(detail),
                "EventBusName": os.environ["BUS"],
            }]
        )


class QueueSink(Sink):
    service = "sqs"

    def make_client(self):
        return boto3.client("sqs")

    def deliver(self, detail):
        self.client.send_message(QueueUrl=os.environ["QUEUE"], MessageBody=json.dumps(detail))


class WorkflowSink(Sink):
    service = "stepfunctions"

    def make_client(self):
        return boto3.client("stepfunctions")

    def deliver(self, detail):
        self.client.start_execution(
            stateMachineArn=os.environ["MACHINE"], name=detail["id"], input=json.dumps(detail)
        )


class StreamSink(Sink):
    """Was used by the analytics team until they moved to the bus."""

    service = "kinesis"

    def make_client(self):
        return boto3.client("kinesis")

    def deliver(self, detail):
        self.client.put_record(
            StreamName=os.environ["STREAM"], Data=json.dumps(detail).encode(), PartitionKey=detail["id"]
        )
