import enum
import json

from botocore.exceptions import ClientError


class Step(enum.Enum):
    BUCKET = "bucket"
    ROLE = "role"
    SETTINGS = "settings"


def make_bucket(session, tenant):
    s3 = session.resource("s3")
    bucket = s3.create_bucket(
        Bucket=f"{tenant}-data", CreateBucketConfiguration={"LocationConstraint": session.region_name}
    )
    bucket.wait_until_exists()
    bucket.Versioning().enable()
    bucket.Object("README").put(Body=b"owned by the platform team\n")


def make_role(session, tenant):
    iam = session.client("iam")
    trust = {
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Principal": {"Service": "lambda.amazonaws.com"},
            "Action": "sts:AssumeRole",
        }],
    }
    try:
        iam.create_role(RoleName=tenant, AssumeRolePolicyDocument=json.dumps(trust))
    except iam.exceptions.EntityAlreadyExistsException:
        iam.update_assume_role_policy(RoleName=tenant, PolicyDocument=json.dumps(trust))
    iam.attach_role_policy(
        RoleName=tenant,
        PolicyArn="arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole",
    )


def copy_settings(session, tenant):
    ssm = session.client("ssm")
    for page in ssm.get_paginator("get_parameters_by_path").paginate(Path="/defaults", Recursive=True):
        for p in page["Parameters"]:
            ssm.put_parameter(
                Name=p["Name"].replace("/defaults", f"/{tenant}", 1),
                Value=p["Value"], Type=p["Type"], Overwrite=True,
            )


def teardown(session, tenant):
    bucket = session.resource("s3").Bucket(f"{tenant}-data")
    bucket.object_versions.delete()
    bucket.delete()
    iam = session.client("iam")
    try:
        iam.delete_role(RoleName=tenant)
    except ClientError:
        iam.delete_role_policy(RoleName=tenant, PolicyName="inline")


DO = {
    Step.BUCKET: make_bucket,
    Step.ROLE: make_role,
    Step.SETTINGS: copy_settings,
}
