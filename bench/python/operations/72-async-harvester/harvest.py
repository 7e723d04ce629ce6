"""Copies supplier files into our bucket, many at a time."""
import asyncio
import json
import os
from typing import AsyncIterator

import aioboto3

SOURCE = os.environ.get("SOURCE", "supplier-drop")
TARGET = os.environ.get("TARGET", "harvested")
QUEUE = os.environ.get("QUEUE", "https://sqs.eu-west-1.amazonaws.com/111111111111/harvest")
LIMIT = int(os.environ.get("LIMIT", "8"))

session = aioboto3.Session()


async def list_keys(s3, prefix: str) -> AsyncIterator[str]:
    pages = s3.get_paginator("list_objects_v2")
    async for page in pages.paginate(Bucket=SOURCE, Prefix=prefix):
        for entry in page.get("Contents", []):
            if entry["Size"] > 0:
                yield entry["Key"]


async def seen(table, key: str) -> bool:
    answer = await table.get_item(Key={"key": key})
    return "Item" in answer


async def fetch(s3, key: str) -> bytes:
    got = await s3.get_object(Bucket=SOURCE, Key=key)
    async with got["Body"] as stream:
        return await stream.read()


def normalise(raw: bytes) -> bytes:
    lines = raw.replace(b"\r\n", b"\n").split(b"\n")
    return b"\n".join(line.strip() for line in lines if line.strip())


async def one(s3, sqs, table, key: str, gate: asyncio.Semaphore) -> str | None:
    async with gate:
        if await seen(table, key):
            return None
        clean = normalise(await fetch(s3, key))
        await s3.put_object(Bucket=TARGET, Key=key, Body=clean)
        await table.put_item(Item={"key": key, "size": len(clean)})
        await sqs.send_message(QueueUrl=QUEUE, MessageBody=json.dumps({"key": key}))
        return key


async def harvest(prefix: str) -> list[str]:
    gate = asyncio.Semaphore(LIMIT)
    async with session.client("s3") as s3, session.client("sqs") as sqs:
        async with session.resource("dynamodb") as ddb:
            table = await ddb.Table("harvest")
            jobs = [one(s3, sqs, table, key, gate) async for key in list_keys(s3, prefix)]
            results = await asyncio.gather(*jobs, return_exceptions=True)
    failed = [r for r in results if isinstance(r, Exception)]
    if failed:
        await alarm(len(failed))
    return [r for r in results if isinstance(r, str)]


async def alarm(count: int) -> None:
    async with session.client("cloudwatch") as cw:
        await cw.put_metric_data(Namespace="harvest", MetricData=[{"MetricName": "failed", "Value": count}])


async def empty(prefix: str) -> None:
    async with session.client("s3") as s3:
        async for key in list_keys(s3, prefix):
            await s3.delete_object(Bucket=SOURCE, Key=key)


def handler(event, context):
    moved = asyncio.run(harvest(event.get("prefix", "")))
    return {"moved": moved}
