import boto3
import botocore.session
from boto3 import Session


def session_for(account: str, role: str = "provisioner") -> Session:
    """Short-lived credentials in the tenant's account."""
    creds = boto3.client("sts").assume_role(
        RoleArn=f"arn:aws:iam::{account}:role/{role}",
        RoleSessionName="tenant-provisioner",
        DurationSeconds=900,
    )["Credentials"]
    return Session(
        aws_access_key_id=creds["AccessKeyId"],
        aws_secret_access_key=creds["SecretAccessKey"],
        aws_session_token=creds["SessionToken"],
    )


def account_name(account: str) -> str:
    core = botocore.session.get_session()
    orgs = core.create_client("organizations", region_name="us-east-1")
    return orgs.describe_account(AccountId=account)["Account"]["Name"]
