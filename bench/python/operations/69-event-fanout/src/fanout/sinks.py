import abc
import json
from itertools import islice

import boto3


def chunks(items, size):
    it = iter(items)
    while batch := list(islice(it, size)):
        yield batch


class Sink(abc.ABC):
    limit = 100

    @abc.abstractmethod
    def deliver(self, batch):
        """Returns those that were not taken."""

    def drain(self, events, attempts=3):
        left = list(events)
        for _ in range(attempts):
            left = [e for batch in chunks(left, self.limit) for e in self.deliver(batch)]
            if not left:
                break
        return left


class FirehoseSink(Sink):
    limit = 500

    def __init__(self, stream):
        self.stream = stream
        self.api = boto3.client("firehose")

    def deliver(self, batch):
        answer = self.api.put_record_batch(
            DeliveryStreamName=self.stream, Records=[{"Data": json.dumps(e).encode() + b"\n"} for e in batch]
        )
        if not answer["FailedPutCount"]:
            return []
        return [e for e, r in zip(batch, answer["RequestResponses"]) if r.get("ErrorCode")]


class BusSink(Sink):
    limit = 10

    def __init__(self, bus):
        self.bus, self.api = bus, boto3.client("events")

    def deliver(self, batch):
        entries = [
            {"Source": "fanout", "DetailType": e["type"], "Detail": json.dumps(e), "EventBusName": self.bus} for e in batch
        ]
        answer = self.api.put_events(Entries=entries)
        return [e for e, r in zip(batch, answer["Entries"]) if r.get("ErrorCode")]


class QueueSink(Sink):
    limit = 10

    def __init__(self, name):
        self.queue = boto3.resource("sqs").get_queue_by_name(QueueName=name)

    def deliver(self, batch):
        answer = self.queue.send_messages(
            Entries=[{"Id": str(i), "MessageBody": json.dumps(e)} for i, e in enumerate(batch)]
        )
        return [batch[int(f["Id"])] for f in answer.get("Failed", [])]


class TopicSink(Sink):
    """Was replaced by the bus. Nothing makes one."""

    def __init__(self, arn):
        self.topic = boto3.resource("sns").Topic(arn)

    def deliver(self, batch):
        for e in batch:
            self.topic.publish(Message=json.dumps(e))
        return []
