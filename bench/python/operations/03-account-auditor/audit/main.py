import csv
import io
import os
from datetime import datetime, timezone

import boto3

from .checks import CHECKS
from .sessions import member_session


def accounts():
    org = boto3.client("organizations", region_name="us-east-1")
    for page in org.get_paginator("list_accounts").paginate():
        yield from (a for a in page["Accounts"] if a["Status"] == "ACTIVE")


def lambda_handler(event, context):
    skip = set(os.getenv("SKIP", "").split(","))
    findings = []
    for acct in accounts():
        if acct["Id"] in skip:
            continue
        sess = member_session(acct["Id"])
        for check in CHECKS:
            findings.extend({"account": acct["Id"], **f} for f in check(sess))

    buf = io.StringIO()
    w = csv.DictWriter(buf, fieldnames=["account", "check", "resource", "detail"])
    w.writeheader()
    w.writerows(findings)
    stamp = datetime.now(timezone.utc).strftime("%Y/%m/%d/%H%M")
    boto3.resource("s3").Bucket(os.environ["REPORTS"]).put_object(
        Key=f"audit/{stamp}.csv", Body=buf.getvalue().encode()
    )
    return len(findings)
