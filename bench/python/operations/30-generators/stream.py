"""Pipelines of generators over several listings."""
import itertools
import os
from collections import deque
from typing import Iterator

import boto3

lam = boto3.client("lambda")
logs = boto3.client("logs")
kinesis = boto3.client("kinesis")


def pages(client, operation, key, **arguments):
    for page in client.get_paginator(operation).paginate(**arguments):
        yield from page[key]


def chunks(items, size):
    iterator = iter(items)
    while chunk := tuple(itertools.islice(iterator, size)):
        yield chunk


def functions() -> Iterator[dict]:
    yield from pages(lam, "list_functions", "Functions")


def groups() -> Iterator[dict]:
    for group in pages(logs, "describe_log_groups", "logGroups", logGroupNamePrefix="/aws/lambda/"):
        yield {"name": group["logGroupName"].rsplit("/", 1)[-1], "bytes": group.get("storedBytes", 0)}


def tags(rows):
    for row in rows:
        yield {**row, "tags": lam.list_tags(Resource=row["FunctionArn"])["Tags"]}


def sink(stream):
    """A coroutine: it is sent rows."""
    waiting = deque()
    while True:
        row = yield len(waiting)
        waiting.append({"Data": repr(row).encode(), "PartitionKey": row.get("name", "x")})
        if len(waiting) == 100:
            kinesis.put_records(StreamName=stream, Records=list(waiting))
            waiting.clear()


def writer(stream):
    for chunk in chunks(groups(), 500):
        for row in chunk:
            kinesis.put_record(StreamName=stream, Data=repr(row).encode(), PartitionKey="x")


def handler(event, context):
    out = sink(os.environ["STREAM"])
    next(out)
    for row in itertools.chain(tags(functions()), groups()):
        out.send(row)
    out.close()
