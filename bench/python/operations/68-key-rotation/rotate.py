"""Rotation of an Aurora password kept in Secrets Manager (four steps)."""
import json
import logging
import os

import boto3

logger = logging.getLogger()
SM = boto3.client("secretsmanager")
DATA = boto3.client("rds-data")

# step sent by the service -> function below
PREFIX = "do_"
READ = "get_secret_value"
STAGES = {"current": "AWSCURRENT", "pending": "AWSPENDING"}

# statement kind -> name of the method of the data client
HOW = {
    "one": "execute_statement",
    "many": "batch_execute_statement",
}
TX_OPEN, TX_DONE, TX_UNDO = "begin_transaction", "commit_transaction", "rollback_transaction"


def secret(arn, stage, token=None):
    args = {"SecretId": arn, "VersionStage": STAGES[stage]}
    if token:
        args["VersionId"] = token
    return json.loads(getattr(SM, READ)(**args)["SecretString"])


def run(kind, target, sql, **more):
    call = getattr(DATA, HOW[kind])
    return call(resourceArn=target["cluster"], secretArn=target["admin"], sql=sql, **more)


class Transaction:
    def __init__(self, target):
        self.ids = {"resourceArn": target["cluster"], "secretArn": target["admin"]}

    def __enter__(self):
        opened = getattr(DATA, TX_OPEN)(database="postgres", **self.ids)
        self.token = opened["transactionId"]
        return self.token

    def __exit__(self, kind, exc, tb):
        name = TX_UNDO if kind else TX_DONE
        getattr(DATA, name)(transactionId=self.token, **self.ids)
        return False


def do_createSecret(arn, token):
    current = secret(arn, "current")
    try:
        secret(arn, "pending", token)
    except SM.exceptions.ResourceNotFoundException:
        made = SM.get_random_password(ExcludePunctuation=True, PasswordLength=40)["RandomPassword"]
        SM.put_secret_value(
            SecretId=arn,
            ClientRequestToken=token,
            SecretString=json.dumps({**current, "password": made}),
            VersionStages=[STAGES["pending"]],
        )


def do_setSecret(arn, token):
    wanted = secret(arn, "pending", token)
    with Transaction(wanted) as tx:
        run("one", wanted, "ALTER USER app PASSWORD '%s'" % wanted["password"].replace("'", "''"), transactionId=tx)
        run("many", wanted, "INSERT INTO audit VALUES (:who)", transactionId=tx,
            parameterSets=[[{"name": "who", "value": {"stringValue": "rotation"}}]])


def do_testSecret(arn, token):
    wanted = secret(arn, "pending", token)
    run("one", wanted, "SELECT 1")


def do_finishSecret(arn, token):
    versions = SM.describe_secret(SecretId=arn)["VersionIdsToStages"]
    live = next((v for v, stages in versions.items() if STAGES["current"] in stages), None)
    if live == token:
        return
    SM.update_secret_version_stage(
        SecretId=arn, VersionStage=STAGES["current"], MoveToVersionId=token, RemoveFromVersionId=live
    )


def do_over(arn):
    """Operators only: undo everything of a rotation that hangs."""
    SM.cancel_rotate_secret(SecretId=arn)
    SM.rotate_secret(SecretId=arn)


STEPS = {n[len(PREFIX):]: globals()[n] for n in ("do_createSecret", "do_setSecret", "do_testSecret", "do_finishSecret")}


def lambda_handler(event, context):
    step = STEPS.get(event["Step"])
    if step is None:
        raise ValueError("unknown step %r" % event["Step"])
    if os.environ.get("DRY"):
        return logger.info("would run %s", event["Step"])
    step(event["SecretId"], event["ClientRequestToken"])
