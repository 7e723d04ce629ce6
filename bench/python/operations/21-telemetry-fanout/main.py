import base64
import json
import os
import queue
import threading

import boto3

SINKS = []


def sink(cls):
    SINKS.append(cls)
    return cls


class Sink(threading.Thread):
    def __init__(self):
        super().__init__(daemon=True)
        self.q = queue.Queue()
        self.error = None

    def run(self):
        batch = []
        while (m := self.q.get()) is not None:
            batch.append(m)
        try:
            if batch:
                self.flush(batch)
        except Exception as e:
            self.error = e


@sink
class Delivery(Sink):
    def flush(self, batch):
        fh = boto3.session.Session().client("firehose")
        for i in range(0, len(batch), 500):
            fh.put_record_batch(
                DeliveryStreamName=os.environ["DELIVERY"],
                Records=[{"Data": json.dumps(b) + "\n"} for b in batch[i : i + 500]],
            )


@sink
class Series(Sink):
    def flush(self, batch):
        ts = boto3.session.Session().client("timestream-write")
        ts.write_records(
            DatabaseName="fleet",
            TableName="metrics",
            CommonAttributes={"MeasureValueType": "DOUBLE"},
            Records=[
                {
                    "Dimensions": [{"Name": "device", "Value": b["device"]}],
                    "MeasureName": "temp",
                    "MeasureValue": str(b["temp"]),
                    "Time": str(b["ts"]),
                }
                for b in batch
            ],
        )


@sink
class Shadow(Sink):
    def flush(self, batch):
        iot = boto3.session.Session().client("iot-data")
        for b in batch:
            if b["temp"] > 80:
                iot.publish(topic=f"cmd/{b['device']}", qos=1, payload=b'{"cool":true}')
            iot.update_thing_shadow(
                thingName=b["device"], payload=json.dumps({"state": {"reported": {"temp": b["temp"]}}})
            )


def handler(event, context):
    sinks = [c() for c in SINKS]
    for s in sinks:
        s.start()
    for r in event["Records"]:
        m = json.loads(base64.b64decode(r["kinesis"]["data"]))
        for s in sinks:
            s.q.put(m)
    for s in sinks:
        s.q.put(None)
        s.join()
    errors = [s.error for s in sinks if s.error]
    if errors:
        raise errors[0]
