import json
import os

from backends import ConnectionStore, Broadcaster, Moderation

store = ConnectionStore()


def handler(event, context):
    rc = event["requestContext"]
    cid = rc["connectionId"]
    route = rc["routeKey"]
    if route == "$connect":
        store.add(cid, event.get("queryStringParameters", {}).get("room", "lobby"))
    elif route == "$disconnect":
        store.drop(cid)
    elif route == "say":
        body = json.loads(event["body"])
        text = Moderation()(body["text"])
        out = Broadcaster(f"https://{rc['domainName']}/{rc['stage']}", store)
        out.to_room(body["room"], {"from": cid, "text": text})
    return {"statusCode": 200}
