import json
import os
import uuid

from src.links import Signer
from src.cdn import invalidate

signer = Signer(os.environ["BUCKET"])


def _json(code, obj):
    return {"statusCode": code, "body": json.dumps(obj)}


def handler(event, context):
    route = event["routeKey"]
    if route == "POST /uploads":
        want = json.loads(event.get("body") or "{}")
        key = f"in/{uuid.uuid4()}"
        if want.get("form"):
            return _json(200, signer.form(key, want.get("max", 10_000_000)))
        return _json(200, {"url": signer.put(key), "key": key})
    if route == "GET /files/{id}":
        return _json(200, {"url": signer.get("in/" + event["pathParameters"]["id"])})
    if route == "DELETE /files/{id}":
        invalidate([f"/in/{event['pathParameters']['id']}"])
        return _json(202, {})
    return _json(404, {})
