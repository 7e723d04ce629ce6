"""Nightly: look for untagged resources, put the default tag on them."""
import logging
import os

import boto3

log = logging.getLogger()
log.setLevel(os.getenv("LOG_LEVEL", "INFO"))

CHECKS = [
    ("ec2", "describe_instances"),
    ("rds", "describe_db_instances"),
    ("lambda", "list_functions"),
]

EXTRACT = {
    "ec2": lambda page: [
        f"arn:aws:ec2:{os.environ['AWS_REGION']}:{r['OwnerId']}:instance/{i['InstanceId']}"
        for r in page["Reservations"] for i in r["Instances"] if not i.get("Tags")
    ],
    "rds": lambda page: [d["DBInstanceArn"] for d in page["DBInstances"] if not d.get("TagList")],
    "lambda": lambda page: [f["FunctionArn"] for f in page["Functions"]],
}


def offenders():
    for service, op in CHECKS:
        client = boto3.client(service)
        for page in client.get_paginator(op).paginate():
            for arn in EXTRACT[service](page):
                yield arn


def chunks(seq, n):
    for i in range(0, len(seq), n):
        yield seq[i:i + n]


def handler(event, context):
    tagger = boto3.client("resourcegroupstaggingapi")
    arns = sorted(set(offenders()))
    failed = {}
    for part in chunks(arns, 20):
        r = tagger.tag_resources(ResourceARNList=part, Tags={"owner": "unassigned"})
        failed.update(r.get("FailedResourcesMap", {}))
    log.info("tagged=%d failed=%d", len(arns) - len(failed), len(failed))
    return {"failed": list(failed)}
