from __future__ import annotations

import json
import os
import uuid
from functools import lru_cache

import boto3
from aws_lambda_powertools import Logger, Tracer
from aws_lambda_powertools.event_handler import APIGatewayRestResolver
from aws_lambda_powertools.event_handler.exceptions import NotFoundError
from aws_lambda_powertools.logging import correlation_paths
from boto3.dynamodb.conditions import Key

logger = Logger(service="orders")
tracer = Tracer()
app = APIGatewayRestResolver()

TABLE = boto3.resource("dynamodb").Table(os.environ["ORDERS_TABLE"])


@lru_cache(maxsize=1)
def _sns():
    return boto3.client("sns")


@app.get("/orders/<order_id>")
@tracer.capture_method
def get_order(order_id: str) -> dict:
    item = TABLE.get_item(Key={"pk": order_id}).get("Item")
    if item is None:
        raise NotFoundError(f"no order {order_id}")
    return item


@app.get("/customers/<customer_id>/orders")
def list_orders(customer_id: str) -> list[dict]:
    rows = TABLE.query(
        IndexName="by-customer",
        KeyConditionExpression=Key("customer").eq(customer_id),
        ScanIndexForward=False,
    )
    return rows["Items"]


@app.post("/orders")
def create_order() -> tuple[dict, int]:
    body = app.current_event.json_body
    order = {"pk": str(uuid.uuid4()), "customer": body["customer"], "lines": body["lines"]}
    TABLE.put_item(Item=order, ConditionExpression="attribute_not_exists(pk)")
    announce(order)
    return order, 201


def announce(order: dict) -> None:
    _sns().publish(
        TopicArn=os.environ["ORDERS_TOPIC"],
        Message=json.dumps(order),
        MessageAttributes={"kind": {"DataType": "String", "StringValue": "created"}},
    )


def purge_customer(customer_id: str) -> int:
    """Run from a REPL when somebody asks for deletion."""
    gone = 0
    for row in TABLE.scan()["Items"]:
        if row["customer"] == customer_id:
            TABLE.delete_item(Key={"pk": row["pk"]})
            gone += 1
    return gone


@logger.inject_lambda_context(correlation_id_path=correlation_paths.API_GATEWAY_REST)
def lambda_handler(event, context):
    return app.resolve(event, context)
