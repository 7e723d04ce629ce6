import logging

import boto3

log = logging.getLogger(__name__)

STEPS = [
    ("backup", "list_recovery_points_by_backup_vault"),
    ("backup", "start_restore_job"),
    ("efs", "describe_file_systems"),
]


class Step:
    def __init__(self, service, method):
        self.call = getattr(boto3.client(service), method)

    def __call__(self, **arguments):
        log.info("%s", arguments)
        return self.call(**arguments)


class Flow:
    """`handle_x` handles x."""

    def __init__(self):
        self.steps = {method: Step(service, method) for service, method in STEPS}

    def dispatch(self, kind, detail):
        handle = getattr(self, f"handle_{kind}", None)
        if handle is None:
            raise LookupError(kind)
        return handle(detail)

    def handle_points(self, detail):
        return self.steps["list_recovery_points_by_backup_vault"](BackupVaultName=detail["vault"])

    def handle_restore(self, detail):
        tagger = boto3.client("resourcegroupstaggingapi")
        for verb in ("tag", "untag"):
            getattr(tagger, verb + "_resources")
        job = self.steps["start_restore_job"](
            RecoveryPointArn=detail["point"], Metadata={}, IamRoleArn=detail["role"]
        )
        return job["RestoreJobId"]

    def handle_systems(self, detail):
        return self.steps["describe_file_systems"]()


def handler(event, context):
    return Flow().dispatch(event["kind"], event["detail"])
