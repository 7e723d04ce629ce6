import csv
import datetime as dt
import io
import os

import boto3

from .collect import COLLECTORS
from .sessions import AccessRefused, SessionPool

BUCKET = os.getenv("REPORT_BUCKET", "inventory-reports")
REGIONS = os.getenv("REGIONS", "eu-west-1").split(",")


def member_accounts(session, own):
    org = session.client("organizations")
    for page in org.get_paginator("list_accounts").paginate():
        for account in page["Accounts"]:
            if account["Status"] == "ACTIVE" and account["Id"] != own:
                yield account["Id"]


def rows_for(pool, account):
    for region in REGIONS:
        session = pool.for_account(account, region)
        for collect in COLLECTORS:
            for row in collect(session):
                yield {"account": account, "region": region, **row}


def to_csv(rows):
    out = io.StringIO()
    names = sorted({k for r in rows for k in r})
    writer = csv.DictWriter(out, fieldnames=names)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def handler(event, context):
    base = boto3.Session()
    pool = SessionPool(base)
    wanted = event.get("accounts") or list(member_accounts(base, pool.own_account()))
    rows, refused = [], []
    for account in wanted:
        try:
            rows.extend(rows_for(pool, account))
        except AccessRefused as e:
            refused.append(str(e))
    key = f"inventory/{dt.date.today():%Y/%m/%d}.csv"
    base.resource("s3").Bucket(BUCKET).put_object(Key=key, Body=to_csv(rows))
    return {"rows": len(rows), "refused": refused, "key": key}
