import boto3

from .table import TAGGERS


def _owner(detail):
    ident = detail["userIdentity"]
    return ident.get("arn", ident.get("principalId", "unknown")).split("/")[-1]


def handler(event, context):
    detail = event["detail"]
    rule = TAGGERS.get(detail["eventName"])
    if rule is None:
        return None
    client = boto3.client(rule.service)
    tags = {"owner": _owner(detail), "created-by": detail["eventSource"]}
    method = getattr(client, rule.method)
    for ident in rule.ids(detail["responseElements"], detail["requestParameters"]):
        method(**rule.arguments(ident, tags))
    return tags
