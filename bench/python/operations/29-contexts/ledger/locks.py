import contextlib
import time
import uuid

import boto3
from botocore.exceptions import ClientError


@contextlib.contextmanager
def client(service):
    made = boto3.client(service)
    try:
        yield made
    finally:
        made.close()


class Locked(Exception):
    pass


class Lock(contextlib.AbstractContextManager):
    """A lock in a table."""

    def __init__(self, table, name, seconds=60):
        self.table, self.name, self.seconds = table, name, seconds
        self.owner = str(uuid.uuid4())

    def __enter__(self):
        now = int(time.time())
        try:
            self.table.put_item(
                Item={"name": self.name, "owner": self.owner, "until": now + self.seconds},
                ConditionExpression="attribute_not_exists(#n) OR #u < :now",
                ExpressionAttributeNames={"#n": "name", "#u": "until"},
                ExpressionAttributeValues={":now": now},
            )
        except ClientError as error:
            raise Locked(self.name) from error
        return self

    def renew(self):
        self.table.update_item(
            Key={"name": self.name},
            UpdateExpression="SET #u = :u",
            ExpressionAttributeNames={"#u": "until"},
            ExpressionAttributeValues={":u": int(time.time()) + self.seconds},
        )

    def __exit__(self, *_):
        self.table.delete_item(Key={"name": self.name})
        return False
