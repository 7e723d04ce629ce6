from __future__ import annotations

from abc import ABC, abstractmethod
from decimal import Decimal
from typing import Any, Generic, Iterable, TypeVar

import boto3

T = TypeVar("T")


class Repository(ABC, Generic[T]):
    table_name: str

    def __init__(self) -> None:
        self.resource = boto3.resource("dynamodb")
        self.table = self.resource.Table(self.table_name)

    @abstractmethod
    def to_item(self, value: T) -> dict[str, Any]: ...

    def save_all(self, values: Iterable[T]) -> None:
        with self.table.batch_writer() as w:
            for v in values:
                w.put_item(Item=self.to_item(v))

    def load_many(self, ids: list[str]) -> list[dict[str, Any]]:
        keys = {"Keys": [{"sku": i} for i in ids]}
        found: list[dict[str, Any]] = []
        request = {self.table_name: keys}
        while request:
            page = self.resource.batch_get_item(RequestItems=request)
            found += page["Responses"].get(self.table_name, [])
            request = page.get("UnprocessedKeys")
        return found


class StockRepository(Repository[dict]):
    table_name = "stock"

    def to_item(self, value: dict) -> dict[str, Any]:
        return {"sku": value["sku"], "count": Decimal(str(value["count"]))}

    def move(self, sku: str, src: str, dst: str, n: int) -> None:
        def leg(place: str, delta: int) -> dict[str, Any]:
            return {
                "Update": {
                    "TableName": self.table_name,
                    "Key": {"sku": f"{sku}@{place}"},
                    "UpdateExpression": "ADD #c :d",
                    "ExpressionAttributeNames": {"#c": "count"},
                    "ExpressionAttributeValues": {":d": delta},
                }
            }

        self.table.meta.client.transact_write_items(TransactItems=[leg(src, -n), leg(dst, n)])
