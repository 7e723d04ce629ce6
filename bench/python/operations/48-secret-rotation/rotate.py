import json
import logging
import os

import boto3

logger = logging.getLogger(__name__)


def lambda_handler(event, context):
    arn, token, step = event["SecretId"], event["ClientRequestToken"], event["Step"]
    service = boto3.client("secretsmanager", endpoint_url=os.environ.get("SECRETS_ENDPOINT"))

    meta = service.describe_secret(SecretId=arn)
    if not meta.get("RotationEnabled"):
        raise ValueError("rotation is off for %s" % arn)
    versions = meta["VersionIdsToStages"]
    if token not in versions:
        raise ValueError("version %s unknown" % token)
    if "AWSCURRENT" in versions[token]:
        return

    steps = {
        "createSecret": create_secret,
        "setSecret": set_secret,
        "testSecret": test_secret,
        "finishSecret": finish_secret,
    }
    steps[step](service, arn, token, meta)


def create_secret(sm, arn, token, meta):
    current = json.loads(sm.get_secret_value(SecretId=arn, VersionStage="AWSCURRENT")["SecretString"])
    try:
        sm.get_secret_value(SecretId=arn, VersionId=token, VersionStage="AWSPENDING")
    except sm.exceptions.ResourceNotFoundException:
        pw = sm.get_random_password(PasswordLength=40, ExcludeCharacters='/@"\\')["RandomPassword"]
        current["password"] = pw
        sm.put_secret_value(
            SecretId=arn, ClientRequestToken=token,
            SecretString=json.dumps(current), VersionStages=["AWSPENDING"])


def set_secret(sm, arn, token, meta):
    pending = json.loads(
        sm.get_secret_value(SecretId=arn, VersionId=token, VersionStage="AWSPENDING")["SecretString"])
    boto3.client("rds").modify_db_instance(
        DBInstanceIdentifier=pending["dbInstanceIdentifier"],
        MasterUserPassword=pending["password"],
        ApplyImmediately=True)


def test_secret(sm, arn, token, meta):
    waiter = boto3.client("rds").get_waiter("db_instance_available")
    pending = json.loads(
        sm.get_secret_value(SecretId=arn, VersionId=token, VersionStage="AWSPENDING")["SecretString"])
    waiter.wait(DBInstanceIdentifier=pending["dbInstanceIdentifier"],
                WaiterConfig={"Delay": 5, "MaxAttempts": 20})


def finish_secret(sm, arn, token, meta):
    previous = next(v for v, st in meta["VersionIdsToStages"].items() if "AWSCURRENT" in st)
    sm.update_secret_version_stage(
        SecretId=arn, VersionStage="AWSCURRENT",
        MoveToVersionId=token, RemoveFromVersionId=previous)
