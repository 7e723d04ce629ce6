import asyncio
import json
import os

import aioboto3

from .writers import forward, store

session = aioboto3.Session()


async def read_lines(bucket: str, key: str) -> list[dict]:
    async with session.client("s3") as s3:
        resp = await s3.get_object(Bucket=bucket, Key=key)
        async with resp["Body"] as stream:
            raw = await stream.read()
    return [json.loads(line) for line in raw.splitlines() if line.strip()]


async def ingest(record: dict) -> int:
    lines = await read_lines(record["s3"]["bucket"]["name"], record["s3"]["object"]["key"])
    await asyncio.gather(
        store(session, os.environ["TABLE"], lines),
        forward(session, os.environ["QUEUE_URL"], lines),
    )
    return len(lines)


async def _main(event: dict) -> dict:
    counts = await asyncio.gather(*(ingest(r) for r in event["Records"]))
    return {"lines": sum(counts)}


def lambda_handler(event, context):
    return asyncio.run(_main(event))
