import json
import os
import time

import boto3

ddb = boto3.resource("dynamodb")
connections = ddb.Table(os.environ["CONNECTIONS"])


class Broadcaster:
    """with Broadcaster(event) as b: b.say(...)"""

    def __init__(self, event):
        rc = event["requestContext"]
        self.url = f"https://{rc['domainName']}/{rc['stage']}"
        self.dead = []

    def __enter__(self):
        self.api = boto3.client("apigatewaymanagementapi", endpoint_url=self.url)
        return self

    def say(self, text):
        for c in connections.scan(ProjectionExpression="id")["Items"]:
            try:
                self.api.post_to_connection(ConnectionId=c["id"], Data=text.encode())
            except self.api.exceptions.GoneException:
                self.dead.append(c["id"])

    def kick(self, cid):
        self.api.delete_connection(ConnectionId=cid)

    def __exit__(self, *exc):
        for cid in self.dead:
            connections.delete_item(Key={"id": cid})
        return False


def on_connect(event):
    connections.put_item(Item={"id": event["requestContext"]["connectionId"], "at": int(time.time())})


def on_disconnect(event):
    connections.delete_item(Key={"id": event["requestContext"]["connectionId"]})


def on_message(event):
    body = json.loads(event["body"])
    with Broadcaster(event) as b:
        b.say(body["text"][:2000])


ROUTES = {"$connect": on_connect, "$disconnect": on_disconnect, "$default": on_message}


def handler(event, context):
    ROUTES[event["requestContext"]["routeKey"]](event)
    return {"statusCode": 200}
