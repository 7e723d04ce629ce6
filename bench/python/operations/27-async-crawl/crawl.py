import asyncio
import contextlib
import os
from collections.abc import AsyncIterator

import aioboto3

session = aioboto3.Session(region_name=os.environ.get("REGION"))


@contextlib.asynccontextmanager
async def clients(*names: str) -> AsyncIterator[list]:
    async with contextlib.AsyncExitStack() as stack:
        yield [await stack.enter_async_context(session.client(name)) for name in names]


async def keys(s3, bucket: str) -> AsyncIterator[str]:
    paginator = s3.get_paginator("list_objects_v2")
    async for page in paginator.paginate(Bucket=bucket):
        for item in page.get("Contents", ()):
            yield item["Key"]


async def classify(bedrock, text: str) -> str:
    answer = await bedrock.converse(
        modelId="amazon.nova-micro-v1:0",
        messages=[{"role": "user", "content": [{"text": text[:1000]}]}],
    )
    return answer["output"]["message"]["content"][0]["text"].strip()


async def worker(queue: asyncio.Queue, s3, bedrock, bucket: str) -> int:
    done = 0
    while (key := await queue.get()) is not None:
        response = await s3.get_object(Bucket=bucket, Key=key)
        async with response["Body"] as stream:
            label = await classify(bedrock, (await stream.read()).decode(errors="replace"))
        await s3.put_object_tagging(
            Bucket=bucket, Key=key, Tagging={"TagSet": [{"Key": "label", "Value": label}]}
        )
        done += 1
    return done


async def main(bucket: str, width: int = 4) -> int:
    queue: asyncio.Queue = asyncio.Queue(100)
    async with clients("s3", "bedrock-runtime") as (s3, bedrock), asyncio.TaskGroup() as group:
        workers = [group.create_task(worker(queue, s3, bedrock, bucket)) for _ in range(width)]
        async for key in keys(s3, bucket):
            await queue.put(key)
        for _ in workers:
            await queue.put(None)
    return sum(each.result() for each in workers)


async def empty(bucket: str) -> None:
    async with clients("s3") as (s3,):
        async for key in keys(s3, bucket):
            await s3.delete_object(Bucket=bucket, Key=key)


def lambda_handler(event, context):
    return {"classified": asyncio.run(main(event["bucket"]))}
