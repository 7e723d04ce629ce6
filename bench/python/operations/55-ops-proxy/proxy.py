"""Chat-ops: run one read-only call that an operator typed."""
import json
import os
import re

import boto3

READ_ONLY = re.compile(r"^(describe|list|get)_[a-z_]+$")
cw = boto3.client("cloudwatch")


def count(name):
    cw.put_metric_data(
        Namespace="ChatOps",
        MetricData=[{"MetricName": name, "Value": 1, "Unit": "Count"}],
    )


def allowed(user):
    names = boto3.client("ssm").get_parameter(Name=os.environ["OPERATORS"])["Parameter"]["Value"]
    return user in names.split(",")


def handler(event, context):
    if not allowed(event["user"]):
        count("denied")
        return {"error": "denied"}
    service, action = event["service"], event["action"]
    if not READ_ONLY.match(action):
        return {"error": "read only"}
    method = getattr(boto3.client(service), action)
    count("call")
    return json.loads(json.dumps(method(**event.get("args", {})), default=str))
