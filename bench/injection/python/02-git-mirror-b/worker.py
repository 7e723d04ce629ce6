import json
import logging
import subprocess
from dataclasses import dataclass

log = logging.getLogger(__name__)


@dataclass
class Job:
    repo: str
    branch: str = "main"

    @classmethod
    def parse(cls, record):
        return cls(**json.loads(record["body"]))


class Mirror:
    ROOT = "/mnt/efs/mirrors"

    def __init__(self, job: Job):
        self.job = job

    @property
    def steps(self):
        yield f"cd {self.ROOT} && git clone --mirror https://git.example.invalid/{self.job.repo}"
        yield f"cd {self.ROOT}/{self.job.repo}.git && git fetch origin {self.job.branch}"

    def run(self):
        for cmd in self.steps:
            p = subprocess.run(cmd, shell=True, capture_output=True, text=True)
            log.info("%s -> %s", cmd, p.returncode)
            p.check_returncode()


def on_message(event, context):
    failed = []
    for rec in event["Records"]:
        try:
            Mirror(Job.parse(rec)).run()
        except Exception:
            log.exception("failed")
            failed.append({"itemIdentifier": rec["messageId"]})
    return {"batchItemFailures": failed}
