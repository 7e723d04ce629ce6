import json
import os

import boto3

from rendering import render

ses = boto3.client("ses")


def handler(event, context):
    for record in event["Records"]:
        job = json.loads(record["body"])
        subject, html = render(job)
        ses.send_email(
            Source=os.environ["SENDER"],
            Destination={"ToAddresses": [job["to"]]},
            Message={"Subject": {"Data": subject}, "Body": {"Html": {"Data": html}}},
        )
