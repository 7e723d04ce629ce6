import asyncio
import gzip
import json
import os

import aioboto3
from botocore.exceptions import ClientError

session = aioboto3.Session()
STREAM = os.environ["STREAM"]


async def read(s3, bucket, key):
    obj = await s3.get_object(Bucket=bucket, Key=key)
    async with obj["Body"] as body:
        raw = await body.read()
    return [json.loads(l) for l in gzip.decompress(raw).splitlines() if l]


async def push(kinesis, rows):
    pending = [
        {"Data": json.dumps(r).encode(), "PartitionKey": str(r["device"])} for r in rows
    ]
    for attempt in range(5):
        resp = await kinesis.put_records(StreamName=STREAM, Records=pending)
        if not resp["FailedRecordCount"]:
            return
        pending = [p for p, r in zip(pending, resp["Records"]) if "ErrorCode" in r]
        await asyncio.sleep(2**attempt / 10)
    raise RuntimeError(f"{len(pending)} records not accepted")


async def remember(table, key, n):
    try:
        await table.put_item(
            Item={"pk": key, "rows": n}, ConditionExpression="attribute_not_exists(pk)"
        )
    except ClientError as e:
        if e.response["Error"]["Code"] != "ConditionalCheckFailedException":
            raise


async def one(s3, kinesis, table, rec):
    b, k = rec["s3"]["bucket"]["name"], rec["s3"]["object"]["key"]
    rows = await read(s3, b, k)
    for i in range(0, len(rows), 500):
        await push(kinesis, rows[i : i + 500])
    await remember(table, k, len(rows))


async def amain(records):
    async with session.client("s3") as s3, session.client("kinesis") as kinesis:
        async with session.resource("dynamodb") as ddb:
            table = await ddb.Table(os.environ["LEDGER"])
            await asyncio.gather(*(one(s3, kinesis, table, r) for r in records))


def handler(event, context):
    asyncio.get_event_loop().run_until_complete(amain(event["Records"]))
