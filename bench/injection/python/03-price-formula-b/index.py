import json

from formula import evaluate


def main(event, context):
    if event["requestContext"]["http"]["method"] != "POST":
        return {"statusCode": 405}
    req = json.loads(event["body"])
    env = {k: float(v) for k, v in req.get("variables", {}).items()}
    rows = [{"name": f["name"], "value": evaluate(f["expr"], env)} for f in req["formulas"]]
    return {"statusCode": 200, "body": json.dumps(rows)}
