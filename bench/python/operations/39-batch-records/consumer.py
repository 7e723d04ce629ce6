from __future__ import annotations

import os
from typing import Any

import boto3
from aws_lambda_powertools import Logger
from aws_lambda_powertools.utilities import parameters
from aws_lambda_powertools.utilities.batch import (
    BatchProcessor,
    EventType,
    process_partial_response,
)
from aws_lambda_powertools.utilities.data_classes import S3Event, event_source
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord
from aws_lambda_powertools.utilities.feature_flags import AppConfigStore, FeatureFlags
from pydantic import BaseModel, Field

logger = Logger()
processor = BatchProcessor(event_type=EventType.SQS)
features = FeatureFlags(store=AppConfigStore(environment="prod", application="orders", name="flags"))


class Order(BaseModel):
    id: str
    total: int = Field(ge=0)

    def save(self, table) -> None:
        table.put_item(Item=self.model_dump())

    class Config:
        extra = "ignore"


class Stores:
    _tables: dict[str, Any] = {}

    @classmethod
    def table(cls, name: str):
        if name not in cls._tables:
            cls._tables[name] = boto3.resource("dynamodb").Table(os.environ[name])
        return cls._tables[name]

    @staticmethod
    def archive():
        return boto3.client("s3")


@logger.inject_lambda_context
def handler(event, context):
    return process_partial_response(event=event, record_handler=record, processor=processor, context=context)


def record(message: SQSRecord) -> None:
    order = Order.model_validate_json(message.body)
    order.save(Stores.table("ORDERS"))
    if features.evaluate(name="archive", default=False):
        Stores.archive().put_object(
            Bucket=parameters.get_parameter("/orders/archive"), Key=order.id, Body=message.body
        )


@event_source(data_class=S3Event)
def replay(event: S3Event, context):
    for each in event.records:
        Stores.archive().get_object(Bucket=event.bucket_name, Key=each.s3.get_object.key)
