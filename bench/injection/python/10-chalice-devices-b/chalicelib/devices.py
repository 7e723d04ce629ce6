import os

import boto3
from boto3.dynamodb.conditions import Key

_table = boto3.resource("dynamodb").Table(os.environ["DEVICES"])


def find_devices(owner, params):
    kwargs = {"KeyConditionExpression": Key("owner").eq(owner)}
    if "filter" in params:
        kwargs["FilterExpression"] = params["filter"]
        kwargs["ExpressionAttributeValues"] = {
            ":" + k[2:]: v for k, v in params.items() if k.startswith("v.")
        }
    return _table.query(**kwargs)["Items"]
