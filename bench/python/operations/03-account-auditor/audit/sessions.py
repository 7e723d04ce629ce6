import os
import boto3

_sts = boto3.client("sts")


def member_session(account_id: str) -> boto3.session.Session:
    creds = _sts.assume_role(
        RoleArn=f"arn:aws:iam::{account_id}:role/{os.environ['AUDIT_ROLE']}",
        RoleSessionName="auditor",
        DurationSeconds=900,
    )["Credentials"]
    return boto3.session.Session(
        aws_access_key_id=creds["AccessKeyId"],
        aws_secret_access_key=creds["SecretAccessKey"],
        aws_session_token=creds["SessionToken"],
        region_name="eu-west-1",
    )
