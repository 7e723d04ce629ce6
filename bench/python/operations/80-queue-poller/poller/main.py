import json
import logging
import os
from concurrent.futures import ThreadPoolExecutor

import boto3

from .work import JOBS, Deps

log = logging.getLogger(__name__)
session = boto3.Session()
sqs = session.resource("sqs")
queue = sqs.Queue(os.environ.get("QUEUE_URL", "https://sqs.eu-west-1.amazonaws.com/111111111111/jobs"))


def process(message, deps):
    body = json.loads(message.body)
    job = JOBS.get(body.get("job"))
    if job is None:
        park(message)
        return False
    try:
        job(body, deps)
    except Exception:
        tries = int((message.attributes or {}).get("ApproximateReceiveCount", 1))
        log.exception("%s failed for the %d. time", body["job"], tries)
        message.change_visibility(VisibilityTimeout=min(900, 30 * 2**tries))
        return False
    message.delete()
    return True


def park(message):
    dead = sqs.get_queue_by_name(QueueName=os.environ.get("DEAD", "jobs-dead"))
    dead.send_message(MessageBody=message.body)
    message.delete()


def backlog():
    queue.load()
    return int(queue.attributes["ApproximateNumberOfMessages"])


def redrive():
    client = sqs.meta.client
    task = client.start_message_move_task(SourceArn=os.environ["DEAD_ARN"])["TaskHandle"]
    return client.list_message_move_tasks(SourceArn=os.environ["DEAD_ARN"])["Results"], task


def purge():
    queue.purge()


def handler(event, context):
    deps = Deps(session)
    rounds = int(event.get("rounds", 3))
    good = 0
    with ThreadPoolExecutor(4) as pool:
        for _ in range(rounds):
            batch = queue.receive_messages(MaxNumberOfMessages=10, WaitTimeSeconds=0, AttributeNames=["All"])
            if not batch:
                break
            good += sum(pool.map(lambda m: process(m, deps), batch))
    if event.get("report"):
        return {"good": good, "left": backlog()}
    return {"good": good}
