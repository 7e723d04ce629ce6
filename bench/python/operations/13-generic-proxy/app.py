import json
import logging
import os

import boto3

log = logging.getLogger()
ALLOWED_PREFIXES = ("describe_", "list_", "get_")
_audit = boto3.client("logs")


def record(action, who):
    _audit.put_log_events(
        logGroupName=os.environ["AUDIT_GROUP"],
        logStreamName="proxy",
        logEvents=[{"timestamp": who["ts"], "message": json.dumps({"a": action, "w": who["id"]})}],
    )


def call(service, action, params):
    if not action.startswith(ALLOWED_PREFIXES):
        raise PermissionError(action)
    client = boto3.client(service)
    fn = getattr(client, action)
    if client.can_paginate(action):
        return list(client.get_paginator(action).paginate(**params))
    return fn(**params)


def handler(event, context):
    who = {"id": boto3.client("sts").get_caller_identity()["UserId"], "ts": event["ts"]}
    record(event["action"], who)
    result = call(event["service"], event["action"], event.get("params", {}))
    return json.loads(json.dumps(result, default=str))
