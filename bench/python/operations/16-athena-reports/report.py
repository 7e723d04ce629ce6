from __future__ import annotations

import os
import time
from datetime import date, timedelta

import boto3
from botocore.exceptions import WaiterError
from botocore.waiter import WaiterModel, create_waiter_with_client

from catalog import Partitions

WAITER = {
    "version": 2,
    "waiters": {
        "QueryFinished": {
            "operation": "GetQueryExecution",
            "delay": 2,
            "maxAttempts": 120,
            "acceptors": [
                {"matcher": "path", "argument": "QueryExecution.Status.State", "expected": s, "state": st}
                for s, st in (("SUCCEEDED", "success"), ("FAILED", "failure"), ("CANCELLED", "failure"))
            ],
        }
    },
}


class Athena:
    def __init__(self, workgroup: str):
        self._c = boto3.client("athena")
        self._wg = workgroup
        self._waiter = create_waiter_with_client("QueryFinished", WaiterModel(WAITER), self._c)

    def query(self, sql: str, *params: str):
        qid = self._c.start_query_execution(
            QueryString=sql, WorkGroup=self._wg, ExecutionParameters=list(params)
        )["QueryExecutionId"]
        try:
            self._waiter.wait(QueryExecutionId=qid)
        except WaiterError:
            self._c.stop_query_execution(QueryExecutionId=qid)
            raise
        rows = self._c.get_paginator("get_query_results").paginate(QueryExecutionId=qid)
        header = None
        for page in rows:
            for r in page["ResultSet"]["Rows"]:
                vals = [c.get("VarCharValue") for c in r["Data"]]
                if header is None:
                    header = vals
                else:
                    yield dict(zip(header, vals))

    def saved(self, name: str) -> str:
        for qid in self._c.list_named_queries(WorkGroup=self._wg)["NamedQueryIds"]:
            q = self._c.get_named_query(NamedQueryId=qid)["NamedQuery"]
            if q["Name"] == name:
                return q["QueryString"]
        raise KeyError(name)


def handler(event, context):
    day = date.fromisoformat(event["time"][:10]) - timedelta(days=1)
    Partitions(os.environ["DB"], os.environ["GLUE_TABLE"]).ensure(day)
    athena = Athena(os.environ["WORKGROUP"])
    return {
        r["path"]: int(r["n"])
        for r in athena.query(
            "SELECT path, count(*) n FROM access WHERE dt = ? GROUP BY path ORDER BY n DESC LIMIT 20",
            f"'{day}'",
        )
    }
