import json


async def store(session, table_name, lines):
    async with session.resource("dynamodb") as ddb:
        table = await ddb.Table(table_name)
        async with table.batch_writer(overwrite_by_pkeys=["id"]) as batch:
            for line in lines:
                await batch.put_item(Item=line)


async def forward(session, url, lines):
    async with session.client("sqs") as sqs:
        for start in range(0, len(lines), 10):
            entries = [
                {"Id": str(n), "MessageBody": json.dumps(line)}
                for n, line in enumerate(lines[start:start + 10])
            ]
            await sqs.send_message_batch(QueueUrl=url, Entries=entries)
