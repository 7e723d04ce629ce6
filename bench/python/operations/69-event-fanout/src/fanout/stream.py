import base64
import json

import boto3


def decode(records):
    for r in records:
        try:
            yield json.loads(base64.b64decode(r["kinesis"]["data"]))
        except ValueError:
            yield {"type": "garbled", "sequence": r["kinesis"]["sequenceNumber"]}


def put_back(stream, events):
    boto3.client("kinesis").put_records(
        StreamName=stream,
        Records=[{"Data": json.dumps(e).encode(), "PartitionKey": e.get("id", "none")} for e in events],
    )


def replay(stream, shard):
    kinesis = boto3.client("kinesis")
    it = kinesis.get_shard_iterator(StreamName=stream, ShardId=shard, ShardIteratorType="TRIM_HORIZON")["ShardIterator"]
    while it:
        page = kinesis.get_records(ShardIterator=it)
        yield from page["Records"]
        it = page.get("NextShardIterator")
