from __future__ import annotations

import json
import os
from dataclasses import dataclass

import boto3

from .model import Order
from .ports import DynamoOrders, Flow, Orders, StepFlow

MACHINE = os.environ.get("MACHINE", "arn:aws:states:eu-west-1:111111111111:stateMachine:orders")


@dataclass
class Saga:
    orders: Orders
    flow: Flow

    def accept(self, raw: dict) -> dict:
        order = Order.parse(raw)
        if not self.orders.reserve(order):
            return {"accepted": False}
        return {"accepted": True, "run": self.flow.begin(order)}

    def settle(self, message: dict) -> None:
        token = message["token"]
        if message.get("paid"):
            self.flow.done(token, {"amount": message["amount"]})
        else:
            self.flow.failed(token, message.get("why", "declined"))

    def status(self, ids: list[str]) -> dict:
        return {o.id: o.state for o in self.orders.load(ids)}


def make_saga(session: boto3.Session | None = None) -> Saga:
    session = session or boto3.Session()
    return Saga(
        orders=DynamoOrders(session.client("dynamodb"), "orders", "stock"),
        flow=StepFlow(session.client("stepfunctions"), MACHINE),
    )


saga = make_saga()


def handle(event, context):
    if "Records" in event:
        for record in event["Records"]:
            saga.settle(json.loads(record["body"]))
        return None
    if event.get("httpMethod") == "GET":
        return {"statusCode": 200, "body": json.dumps(saga.status(event["queryStringParameters"]["ids"].split(",")))}
    return {"statusCode": 202, "body": json.dumps(saga.accept(json.loads(event["body"])))}
