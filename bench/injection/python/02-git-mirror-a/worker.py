import json
import logging
import shlex
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
        repo, branch = shlex.quote(self.job.repo), shlex.quote("refs/heads/" + self.job.branch)
        yield f"cd {self.ROOT} && git clone --mirror -- https://git.example.invalid/{repo}"
        yield f"cd {self.ROOT}/./{repo}.git && git fetch origin -- {branch}"

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
