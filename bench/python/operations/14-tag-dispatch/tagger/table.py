from typing import Callable, NamedTuple


class Rule(NamedTuple):
    service: str
    method: str
    ids: Callable
    arguments: Callable


def _kv(tags):
    return [{"Key": k, "Value": v} for k, v in tags.items()]


TAGGERS = {
    "RunInstances": Rule(
        "ec2",
        "create_tags",
        lambda res, req: [i["instanceId"] for i in res["instancesSet"]["items"]],
        lambda i, t: {"Resources": [i], "Tags": _kv(t)},
    ),
    "CreateFunction20150331": Rule(
        "lambda",
        "tag_resource",
        lambda res, req: [res["functionArn"]],
        lambda i, t: {"Resource": i, "Tags": t},
    ),
    "CreateDBInstance": Rule(
        "rds",
        "add_tags_to_resource",
        lambda res, req: [res["dBInstanceArn"]],
        lambda i, t: {"ResourceName": i, "Tags": _kv(t)},
    ),
    "CreateBucket": Rule(
        "s3",
        "put_bucket_tagging",
        lambda res, req: [req["bucketName"]],
        lambda i, t: {"Bucket": i, "Tagging": {"TagSet": _kv(t)}},
    ),
    "CreateQueue": Rule(
        "sqs",
        "tag_queue",
        lambda res, req: [res["queueUrl"]],
        lambda i, t: {"QueueUrl": i, "Tags": t},
    ),
}
