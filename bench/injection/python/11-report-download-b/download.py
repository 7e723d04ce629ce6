import base64
import json
import mimetypes
from pathlib import Path

BASE = Path("/mnt/reports").resolve()


def error(code, text):
    return {"statusCode": code, "body": json.dumps({"error": text})}


def locate(name):
    p = (BASE / name).resolve()
    if not p.is_relative_to(BASE):
        raise PermissionError(name)
    return p


def handler(event, context):
    name = event["pathParameters"]["proxy"]
    try:
        with open(locate(name), "rb") as fh:
            data = fh.read()
    except FileNotFoundError:
        return error(404, "no such report")
    except PermissionError:
        return error(403, "forbidden")
    ctype, _ = mimetypes.guess_type(name)
    return {
        "statusCode": 200,
        "headers": {"content-type": ctype or "application/octet-stream"},
        "body": base64.b64encode(data).decode(),
        "isBase64Encoded": True,
    }
