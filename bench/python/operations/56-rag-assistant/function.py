import json

from assistant.chat import ask


def handler(event, context):
    body = json.loads(event.get("body") or "{}")
    return {"statusCode": 200, "body": json.dumps({"answer": ask(body["session"], body["question"])})}
