import functools
import json
import os
import random
import time

import boto3
from botocore.exceptions import ClientError

logs = boto3.client("logs")
firehose = boto3.client("firehose")
emit = functools.partial(boto3.client("cloudwatch").put_metric_data, Namespace="LogShipper")


def retrying(tries):
    def outer(fn):
        @functools.wraps(fn)
        def inner(*a, **k):
            for n in range(tries):
                try:
                    return fn(*a, **k)
                except ClientError as e:
                    if e.response["Error"]["Code"] not in ("ThrottlingException", "ServiceUnavailableException"):
                        raise
                    time.sleep(random.random() * 2 ** n)
            raise RuntimeError("gave up")
        return inner
    return outer


@retrying(5)
def call(fn, **kwargs):
    return fn(**kwargs)


def events(group, start, end):
    pages = logs.get_paginator("filter_log_events")
    for page in pages.paginate(logGroupName=group, startTime=start, endTime=end):
        yield from page["events"]


def ship(batch):
    r = call(
        firehose.put_record_batch,
        DeliveryStreamName=os.environ["STREAM"],
        Records=[{"Data": (json.dumps(e) + "\n").encode()} for e in batch],
    )
    return r["FailedPutCount"]


def handler(event, context):
    failed = total = 0
    buf = []
    for e in events(event["group"], event["start"], event["end"]):
        buf.append(e)
        total += 1
        if len(buf) == 500:
            failed += ship(buf)
            buf.clear()
    if buf:
        failed += ship(buf)
    emit(MetricData=[
        {"MetricName": "Shipped", "Value": total - failed},
        {"MetricName": "Failed", "Value": failed},
    ])
    if failed == 0 and event.get("expire"):
        call(logs.put_retention_policy, logGroupName=event["group"], retentionInDays=14)
    return {"total": total, "failed": failed}
