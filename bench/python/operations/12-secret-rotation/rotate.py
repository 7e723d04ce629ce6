import functools
import json
import os
import time

import boto3
import pg8000.native

SERVICE = "secretsmanager"


def timed(metric):
    def deco(fn):
        @functools.wraps(fn)
        def inner(*a, **k):
            t0 = time.monotonic()
            ok = 0
            try:
                r = fn(*a, **k)
                ok = 1
                return r
            finally:
                boto3.client("cloudwatch").put_metric_data(
                    Namespace="Rotation",
                    MetricData=[
                        {"MetricName": metric, "Value": time.monotonic() - t0, "Unit": "Seconds"},
                        {"MetricName": metric + "Ok", "Value": ok},
                    ],
                )

        return inner

    return deco


class connection:
    def __init__(self, secret):
        self.secret = secret

    def __enter__(self):
        s = self.secret
        self._c = pg8000.native.Connection(
            s["username"], password=s["password"], host=s["host"], database=s["dbname"], ssl_context=True
        )
        return self._c

    def __exit__(self, *exc):
        self._c.close()


class Rotation:
    def __init__(self, arn, token):
        self.sm = boto3.client(SERVICE, endpoint_url=os.environ.get("SECRETS_MANAGER_ENDPOINT"))
        self.arn, self.token = arn, token

    def _read(self, stage, **kw):
        v = self.sm.get_secret_value(SecretId=self.arn, VersionStage=stage, **kw)
        return json.loads(v["SecretString"])

    def createSecret(self):
        current = self._read("AWSCURRENT")
        try:
            self._read("AWSPENDING", VersionId=self.token)
        except self.sm.exceptions.ResourceNotFoundException:
            pw = self.sm.get_random_password(PasswordLength=40, ExcludeCharacters="/@\"'\\")
            current["password"] = pw["RandomPassword"]
            self.sm.put_secret_value(
                SecretId=self.arn,
                ClientRequestToken=self.token,
                SecretString=json.dumps(current),
                VersionStages=["AWSPENDING"],
            )

    @timed("SetSecret")
    def setSecret(self):
        pending = self._read("AWSPENDING", VersionId=self.token)
        with connection(self._read("AWSCURRENT")) as c:
            c.run("SELECT rotate_password(:u, :p)", u=pending["username"], p=pending["password"])

    def testSecret(self):
        with connection(self._read("AWSPENDING", VersionId=self.token)) as c:
            c.run("SELECT 1")

    def finishSecret(self):
        meta = self.sm.describe_secret(SecretId=self.arn)
        current = next(v for v, st in meta["VersionIdsToStages"].items() if "AWSCURRENT" in st)
        if current != self.token:
            self.sm.update_secret_version_stage(
                SecretId=self.arn,
                VersionStage="AWSCURRENT",
                MoveToVersionId=self.token,
                RemoveFromVersionId=current,
            )


def lambda_handler(event, context):
    rot = Rotation(event["SecretId"], event["ClientRequestToken"])
    steps = {
        "createSecret": rot.createSecret,
        "setSecret": rot.setSecret,
        "testSecret": rot.testSecret,
        "finishSecret": rot.finishSecret,
    }
    steps[event["Step"]]()
