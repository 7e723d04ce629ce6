import json
from tools.magick import convert


def handler(event, context):
    """POST /convert  (REST API, proxy integration)"""
    body = json.loads(event["body"] or "{}")
    params = event.get("queryStringParameters") or {}
    try:
        out = convert(body["source"], params.get("format", "png"), width=params.get("w"))
    except ValueError as e:
        return {"statusCode": 400, "body": str(e)}
    return {"statusCode": 200, "body": json.dumps({"path": out})}
