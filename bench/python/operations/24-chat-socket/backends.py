import json
import os

import boto3

from base import AwsBackend


class ConnectionStore(AwsBackend):
    service = "dynamodb"
    kind = "resource"

    def __init__(self):
        super().__init__()
        self.table = self.aws.Table(os.environ["CONNECTIONS"])

    def add(self, cid, room):
        self.table.put_item(Item={"cid": cid, "room": room})

    def drop(self, cid):
        self.table.delete_item(Key={"cid": cid})

    def members(self, room):
        return self.table.query(
            IndexName="room",
            KeyConditionExpression=boto3.dynamodb.conditions.Key("room").eq(room),
        )["Items"]

    def info(self):
        return self.table.item_count


class Broadcaster(AwsBackend):
    service = "apigatewaymanagementapi"

    def __init__(self, endpoint, store):
        super().__init__(endpoint_url=endpoint)
        self.store = store

    def to_room(self, room, msg):
        data = json.dumps(msg).encode()
        for m in self.store.members(room):
            try:
                self.aws.post_to_connection(ConnectionId=m["cid"], Data=data)
            except self.aws.exceptions.GoneException:
                self.store.drop(m["cid"])

    def kick(self, cid):
        self.aws.delete_connection(ConnectionId=cid)


class Moderation(AwsBackend):
    service = "comprehend"

    def __call__(self, text):
        r = self.aws.detect_toxic_content(TextSegments=[{"Text": text}], LanguageCode="en")
        return "***" if r["ResultList"][0]["Toxicity"] > 0.8 else text


class Archive(AwsBackend):
    """Kept for the migration, no longer wired."""

    service = "backup"

    def snapshot(self, arn, role):
        return self.aws.start_backup_job(
            BackupVaultName="chat", ResourceArn=arn, IamRoleArn=role
        )["BackupJobId"]
