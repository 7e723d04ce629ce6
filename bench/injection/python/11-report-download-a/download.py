import base64
import json
import mimetypes
import os

BASE = "/mnt/reports"


def error(code, text):
    return {"statusCode": code, "body": json.dumps({"error": text})}


def locate(name):
    return os.path.join(BASE, name)


def handler(event, context):
    name = event["pathParameters"]["proxy"]
    try:
        with open(locate(name), "rb") as fh:
            data = fh.read()
    except FileNotFoundError:
        return error(404, "no such report")
    ctype, _ = mimetypes.guess_type(name)
    return {
        "statusCode": 200,
        "headers": {"content-type": ctype or "application/octet-stream"},
        "body": base64.b64encode(data).decode(),
        "isBase64Encoded": True,
    }
