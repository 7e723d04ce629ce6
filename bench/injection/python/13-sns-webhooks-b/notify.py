import json
import logging

from client import WebhookClient

logger = logging.getLogger()


def with_messages(fn):
    def wrapper(event, context):
        return [fn(json.loads(r["Sns"]["Message"]), r["Sns"]["MessageAttributes"]) for r in event["Records"]]

    return wrapper


@with_messages
def handler(message, attributes):
    target = attributes["callback"]["Value"]
    status = WebhookClient(timeout=4).post(target, message)
    logger.info("%s %s", target, status)
    return status
