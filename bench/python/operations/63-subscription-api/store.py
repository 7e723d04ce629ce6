import os
import time
import uuid

import boto3
from boto3.dynamodb.conditions import Attr, Key

_table = boto3.resource("dynamodb").Table(os.environ.get("TABLE", "subscriptions"))


class PlanStore:
    def __init__(self, table=_table):
        self._table = table
        self._client = table.meta.client

    def current(self, customer):
        return self._table.get_item(Key={"pk": customer, "sk": "PLAN"}).get("Item")

    def history(self, customer):
        args = dict(KeyConditionExpression=Key("pk").eq(customer) & Key("sk").begins_with("PLAN#"), ScanIndexForward=False)
        found = []
        while True:
            page = self._table.query(**args)
            found += page.get("Items", [])
            if "LastEvaluatedKey" not in page:
                return found
            args["ExclusiveStartKey"] = page["LastEvaluatedKey"]

    def switch(self, customer, plan, seats):
        now = int(time.time())
        record = {"pk": customer, "sk": "PLAN", "plan": plan, "seats": seats, "since": now}
        self._client.transact_write_items(
            TransactItems=[
                {"Put": {"TableName": self._table.name, "Item": record}},
                {"Put": {"TableName": self._table.name, "Item": {**record, "sk": f"PLAN#{now}"}}},
            ],
            ClientRequestToken=uuid.uuid4().hex[:36],
        )
        return record

    def cancel(self, customer):
        self._table.delete_item(Key={"pk": customer, "sk": "PLAN"}, ConditionExpression=Attr("pk").exists())

    def migrate(self):
        """Run by hand from a shell."""
        for old in self._table.scan(FilterExpression=Attr("v").eq(1))["Items"]:
            with self._table.batch_writer() as batch:
                batch.put_item(Item={**old, "v": 2})


class InvoiceStore:
    index = "by-customer"

    def of(self, customer):
        paginator = _table.meta.client.get_paginator("query")
        pages = paginator.paginate(
            TableName=_table.name, IndexName=self.index, KeyConditionExpression=Key("customer").eq(customer)
        )
        for page in pages:
            yield from page["Items"]
