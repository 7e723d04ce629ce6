"""The ports of the saga and what stands behind them in AWS."""
import json
from typing import Protocol

from .model import Order


class Orders(Protocol):
    def reserve(self, order: Order) -> bool: ...
    def load(self, ids: list) -> list: ...


class Flow(Protocol):
    def begin(self, order: Order) -> str: ...
    def done(self, token: str, result: dict) -> None: ...
    def failed(self, token: str, why: str) -> None: ...


class DynamoOrders:
    def __init__(self, client, orders, stock):
        self._db, self._orders, self._stock = client, orders, stock

    def reserve(self, order):
        items = [line.reserve(self._stock) for line in order.lines]
        items.append({"Put": {"TableName": self._orders, "Item": order.freeze()}})
        try:
            self._db.transact_write_items(TransactItems=items)
        except self._db.exceptions.TransactionCanceledException:
            return False
        return True

    def load(self, ids):
        got = self._db.batch_get_item(RequestItems={self._orders: {"Keys": [{"id": {"S": i}} for i in ids]}})
        return [Order.thaw(i) for i in got["Responses"].get(self._orders, [])]

    def check(self, ids):
        return self._db.transact_get_items(
            TransactItems=[{"Get": {"TableName": self._orders, "Key": {"id": {"S": i}}}} for i in ids]
        )


class StepFlow:
    def __init__(self, sfn, machine):
        self._sfn, self._machine = sfn, machine

    def begin(self, order):
        try:
            run = self._sfn.start_execution(
                stateMachineArn=self._machine, name=order.id, input=json.dumps({"id": order.id})
            )
            return run["executionArn"]
        except self._sfn.exceptions.ExecutionAlreadyExists:
            return self.find(order.id)

    def find(self, name):
        for page in self._sfn.get_paginator("list_executions").paginate(stateMachineArn=self._machine):
            for e in page["executions"]:
                if e["name"] == name:
                    return e["executionArn"]
        return ""

    def done(self, token, result):
        self._sfn.send_task_success(taskToken=token, output=json.dumps(result))

    def failed(self, token, why):
        self._sfn.send_task_failure(taskToken=token, error="Saga", cause=why)

    def beat(self, token):
        self._sfn.send_task_heartbeat(taskToken=token)

    def stop(self, arn):
        self._sfn.stop_execution(executionArn=arn)
