import csv
import io
import os

import boto3

from report import athena
from report.links import download_link

BUCKET = os.environ["REPORT_BUCKET"]


def handler(event, context):
    month = event["month"]
    with athena.running(
        f"SELECT * FROM billing WHERE month = date '{month}-01'", "finance", f"s3://{BUCKET}/athena/"
    ) as qid:
        athena.wait(qid)
        out = io.StringIO()
        csv.writer(out).writerows(athena.rows(qid))
    key = f"reports/{month}.csv"
    boto3.client("s3").put_object(Bucket=BUCKET, Key=key, Body=out.getvalue().encode())
    return {"url": download_link(BUCKET, key)}
