import base64
import json
import os

import boto3

ddb = boto3.client("dynamodb")


def _body(event):
    raw = event.get("body") or "{}"
    if event.get("isBase64Encoded"):
        raw = base64.b64decode(raw)
    return json.loads(raw)


class Playlists:
    table = os.environ.get("TABLE", "playlists")

    def of_owner(self, owner, genre):
        stmt = f"""SELECT id, title FROM "{self.table}" WHERE owner = '{owner}' AND genre = '{genre}'"""
        return ddb.execute_statement(Statement=stmt)["Items"]


def handler(event, context):
    # Lambda function URL
    payload = _body(event)
    items = Playlists().of_owner(payload["owner"], payload.get("genre", "any"))
    return {"statusCode": 200, "headers": {"content-type": "application/json"}, "body": json.dumps(items)}
