import datetime
import logging
import os

import boto3

from guard import databases, volumes  # noqa: F401  (they register themselves)
from guard.base import Guard

log = logging.getLogger("backup")
VAULT = os.environ.get("VAULT", "nightly")


def by_tag(session):
    api = session.client("resourcegroupstaggingapi")
    for page in api.get_paginator("get_resources").paginate(TagFilters=[{"Key": "backup"}]):
        for mapping in page["ResourceTagMappingList"]:
            arn = mapping["ResourceARN"]
            service, tail = arn.split(":")[2], arn.split(":", 5)[5]
            if service == "rds" and tail.startswith("db:"):
                yield "instance", tail[3:]
            elif service == "rds" and tail.startswith("cluster:"):
                yield "cluster", tail[8:]
            elif service == "ec2" and tail.startswith("volume/"):
                yield "volume", tail[7:]
            else:
                yield "vault", arn


def vault(session, arn):
    return session.client("backup").start_backup_job(
        BackupVaultName=VAULT, ResourceArn=arn, IamRoleArn=os.environ.get("ROLE", "arn:aws:iam::111111111111:role/backup")
    )["BackupJobId"]


def prune_vault(session):
    api = session.client("backup")
    for point in api.list_recovery_points_by_backup_vault(BackupVaultName=VAULT)["RecoveryPoints"]:
        api.delete_recovery_point(BackupVaultName=VAULT, RecoveryPointArn=point["RecoveryPointArn"])


def handler(event, context):
    session = boto3.Session()
    stamp = datetime.datetime.utcnow().strftime("%Y%m%d%H%M")
    keep = int(event.get("keep", 7))
    made = []
    for kind, name in by_tag(session):
        try:
            if kind == "vault":
                made.append(vault(session, name))
            else:
                made.append(Guard.make(kind, session, keep).cycle(name, stamp))
        except Exception:
            log.exception("no backup of %s", name)
    return {"made": made}
