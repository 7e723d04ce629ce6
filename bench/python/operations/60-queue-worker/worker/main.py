import json
import os

import boto3

from worker.aws import aws


def drain(name, limit):
    queue = aws.queue.get_queue_by_name(QueueName=name)
    seen = 0
    while seen < limit:
        batch = queue.receive_messages(MaxNumberOfMessages=10, WaitTimeSeconds=1)
        if not batch:
            return
        for m in batch:
            yield json.loads(m.body)
            m.delete()
            seen += 1


def clean_prefix(bucket, prefix):
    aws.bucket.Bucket(bucket).objects.filter(Prefix=prefix).delete()


def keep(bucket, key, path):
    obj = aws.bucket.Object(bucket, key)
    obj.upload_file(path)
    return obj.content_length


def remind(job):
    aws.scheduler.create_schedule(
        Name=job["id"], ScheduleExpression=f"at({job['at']})",
        FlexibleTimeWindow={"Mode": "OFF"},
        Target={"Arn": os.environ["TARGET"], "RoleArn": os.environ["TARGET_ROLE"]},
        ActionAfterCompletion="DELETE",
    )


def custom(job):
    client = boto3.client(os.environ["PLUGIN_SERVICE"])
    getattr(client, os.environ["PLUGIN_ACTION"])(**job["args"])


def handler(event, context):
    bucket = os.environ["BUCKET"]
    topic = aws.sns.Topic(os.environ["TOPIC"])
    for job in drain(os.environ["QUEUE"], 100):
        match job:
            case {"kind": "clean", "prefix": str(prefix)}:
                clean_prefix(bucket, prefix)
            case {"kind": "keep", "text": text, "key": key}:
                with open("/tmp/keep", "w") as f:
                    f.write(text)
                keep(bucket, key, "/tmp/keep")
            case {"kind": "remind"}:
                remind(job)
            case {"kind": "custom"}:
                custom(job)
            case _:
                topic.publish(Message=json.dumps(job), Subject="unknown job")
