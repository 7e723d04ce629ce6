import time
from contextlib import contextmanager

import boto3
from botocore.config import Config

_client = None


def client():
    global _client
    if _client is None:
        _client = boto3.client("athena", config=Config(retries={"mode": "adaptive", "max_attempts": 6}))
    return _client


class QueryFailed(RuntimeError):
    pass


@contextmanager
def running(sql, database, output):
    qid = client().start_query_execution(
        QueryString=sql,
        QueryExecutionContext={"Database": database},
        ResultConfiguration={"OutputLocation": output},
    )["QueryExecutionId"]
    finished = False
    try:
        yield qid
        finished = True
    finally:
        if not finished:
            client().stop_query_execution(QueryExecutionId=qid)


def wait(qid, timeout=240):
    end = time.monotonic() + timeout
    while time.monotonic() < end:
        st = client().get_query_execution(QueryExecutionId=qid)["QueryExecution"]["Status"]
        if st["State"] == "SUCCEEDED":
            return
        if st["State"] in ("FAILED", "CANCELLED"):
            raise QueryFailed(st.get("StateChangeReason", st["State"]))
        time.sleep(1.5)
    raise TimeoutError(qid)


def rows(qid):
    for page in client().get_paginator("get_query_results").paginate(QueryExecutionId=qid):
        for r in page["ResultSet"]["Rows"]:
            yield [c.get("VarCharValue") for c in r["Data"]]
