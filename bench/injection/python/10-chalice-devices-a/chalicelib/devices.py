import os

import boto3
from boto3.dynamodb.conditions import Key
from boto3.dynamodb.conditions import Attr

FILTERABLE = {"model": "model", "fw": "firmware", "state": "state"}

_table = boto3.resource("dynamodb").Table(os.environ["DEVICES"])


def find_devices(owner, params):
    kwargs = {"KeyConditionExpression": Key("owner").eq(owner)}
    cond = None
    for k, v in params.items():
        c = Attr(FILTERABLE[k]).eq(v)
        cond = c if cond is None else cond & c
    if cond is not None:
        kwargs["FilterExpression"] = cond
    return _table.query(**kwargs)["Items"]
