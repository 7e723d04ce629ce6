import os
from typing import Any

import boto3

ARGS = {
    "resourceArn": os.environ.get("CLUSTER_ARN", ""),
    "secretArn": os.environ.get("SECRET_ARN", ""),
}


class Tx:
    _api = boto3.client("rds-data")

    def __init__(self, database: str = "ledger") -> None:
        self.database = database
        self.id: str | None = None

    def __enter__(self) -> "Tx":
        self.id = self._api.begin_transaction(**ARGS, database=self.database)["transactionId"]
        return self

    def __exit__(self, kind, value, tb) -> None:
        end = self._api.commit_transaction if kind is None else self._api.rollback_transaction
        end(**ARGS, transactionId=self.id)

    def sql(self, text: str, **params: Any) -> list:
        res = self._api.execute_statement(
            **ARGS,
            database=self.database,
            transactionId=self.id,
            sql=text,
            parameters=[{"name": k, "value": _value(v)} for k, v in params.items()],
        )
        return res.get("records", [])

    def many(self, text: str, sets: list[dict[str, Any]]) -> None:
        self._api.batch_execute_statement(
            **ARGS,
            database=self.database,
            transactionId=self.id,
            sql=text,
            parameterSets=[[{"name": k, "value": _value(v)} for k, v in s.items()] for s in sets],
        )


def _value(v: Any) -> dict[str, Any]:
    if v is None:
        return {"isNull": True}
    if isinstance(v, bool):
        return {"booleanValue": v}
    if isinstance(v, int):
        return {"longValue": v}
    return {"stringValue": str(v)}
