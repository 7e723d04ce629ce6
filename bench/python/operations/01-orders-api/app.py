"""Orders HTTP API (API Gateway HTTP API, payload v2)."""
import json
import logging
import os
import re
import time
import uuid
from decimal import Decimal

import boto3
from boto3.dynamodb.conditions import Attr, Key
from botocore.exceptions import ClientError

logger = logging.getLogger()
logger.setLevel(os.environ.get("LOG_LEVEL", "INFO"))

dynamodb = boto3.resource("dynamodb")
orders = dynamodb.Table(os.environ["ORDERS_TABLE"])
stock = dynamodb.Table(os.environ["STOCK_TABLE"])
sns = boto3.client("sns")


class DecimalEncoder(json.JSONEncoder):
    def default(self, o):
        if isinstance(o, Decimal):
            return int(o) if o % 1 == 0 else float(o)
        return super().default(o)


def _reply(status, body=None):
    return {
        "statusCode": status,
        "headers": {"content-type": "application/json"},
        "body": json.dumps(body, cls=DecimalEncoder) if body is not None else "",
    }


def list_orders(event):
    customer = event["requestContext"]["authorizer"]["jwt"]["claims"]["sub"]
    kwargs = {
        "IndexName": "by-customer",
        "KeyConditionExpression": Key("customer_id").eq(customer),
        "FilterExpression": Attr("status").ne("DELETED"),
    }
    items = []
    while True:
        page = orders.query(**kwargs)
        items += page["Items"]
        if "LastEvaluatedKey" not in page:
            break
        kwargs["ExclusiveStartKey"] = page["LastEvaluatedKey"]
    return _reply(200, items)


def get_order(event):
    res = orders.get_item(Key={"order_id": event["pathParameters"]["id"]})
    return _reply(200, res["Item"]) if "Item" in res else _reply(404)


def create_order(event):
    payload = json.loads(event["body"], parse_float=Decimal)
    order_id = uuid.uuid4().hex
    try:
        orders.meta.client.transact_write_items(
            TransactItems=[
                {
                    "Put": {
                        "TableName": orders.name,
                        "Item": {"order_id": order_id, "created": int(time.time()), **payload},
                        "ConditionExpression": "attribute_not_exists(order_id)",
                    }
                },
                *(
                    {
                        "Update": {
                            "TableName": stock.name,
                            "Key": {"sku": line["sku"]},
                            "UpdateExpression": "SET on_hand = on_hand - :n",
                            "ConditionExpression": "on_hand >= :n",
                            "ExpressionAttributeValues": {":n": line["qty"]},
                        }
                    }
                    for line in payload["lines"]
                ),
            ]
        )
    except ClientError as exc:
        if exc.response["Error"]["Code"] == "TransactionCanceledException":
            return _reply(409, {"message": "out of stock"})
        raise
    sns.publish(TopicArn=os.environ["TOPIC_ARN"], Message=json.dumps({"order": order_id}))
    return _reply(201, {"order_id": order_id})


def cancel_order(event):
    try:
        orders.update_item(
            Key={"order_id": event["pathParameters"]["id"]},
            UpdateExpression="SET #s = :c",
            ConditionExpression=Attr("status").is_in(["NEW", "PAID"]),
            ExpressionAttributeNames={"#s": "status"},
            ExpressionAttributeValues={":c": "CANCELLED"},
        )
    except dynamodb.meta.client.exceptions.ConditionalCheckFailedException:
        return _reply(409)
    return _reply(204)


def purge_all():
    """Used from a REPL in staging."""
    with orders.batch_writer() as bw:
        for it in orders.scan(ProjectionExpression="order_id")["Items"]:
            bw.delete_item(Key={"order_id": it["order_id"]})


ROUTES = [
    ("GET", re.compile(r"^/orders$"), list_orders),
    ("POST", re.compile(r"^/orders$"), create_order),
    ("GET", re.compile(r"^/orders/[^/]+$"), get_order),
    ("DELETE", re.compile(r"^/orders/[^/]+$"), cancel_order),
]


def handler(event, context):
    http = event["requestContext"]["http"]
    for method, pattern, fn in ROUTES:
        if http["method"] == method and pattern.match(http["path"]):
            return fn(event)
    return _reply(404)
