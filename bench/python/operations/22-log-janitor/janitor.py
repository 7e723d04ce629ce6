import asyncio
import os
import time
from contextlib import AsyncExitStack

from aiobotocore.session import AioSession, get_session

DAYS = int(os.environ.get("DAYS", 30))


class Janitor:
    def __init__(self, session: AioSession | None = None):
        self.session = session or get_session()
        self.stack = AsyncExitStack()

    async def __aenter__(self):
        self.logs = await self.stack.enter_async_context(self.session.create_client("logs"))
        self.s3 = await self.stack.enter_async_context(self.session.create_client("s3"))
        return self

    async def __aexit__(self, *exc):
        await self.stack.aclose()

    async def groups(self):
        paginator = self.logs.get_paginator("describe_log_groups")
        async for page in paginator.paginate(logGroupNamePrefix="/aws/lambda/"):
            for g in page["logGroups"]:
                yield g

    async def fix(self, g):
        name = g["logGroupName"]
        if not g.get("storedBytes"):
            await self.logs.delete_log_group(logGroupName=name)
        elif "retentionInDays" not in g:
            await self.logs.put_retention_policy(logGroupName=name, retentionInDays=DAYS)

    async def archive(self, name):
        to = int(time.time() * 1000)
        await self.logs.create_export_task(
            logGroupName=name, fromTime=to - 86400000, to=to, destination=os.environ["ARCHIVE"]
        )

    async def report(self, n):
        await self.s3.put_object(Bucket=os.environ["ARCHIVE"], Key="janitor/last", Body=str(n).encode())


async def amain():
    async with Janitor() as j:
        sem = asyncio.Semaphore(4)

        async def guarded(g):
            async with sem:
                await j.fix(g)

        tasks = [asyncio.create_task(guarded(g)) async for g in j.groups()]
        await asyncio.gather(*tasks, return_exceptions=True)
        await j.report(len(tasks))


def handler(_event, _context):
    asyncio.run(amain())
