"""Claims intake: a scanned form lands in S3, we read it with Textract and file it."""
import json
import logging
import os
import time
import urllib.parse
from decimal import Decimal

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

log = logging.getLogger()
log.setLevel(logging.INFO)

CFG = Config(retries={"max_attempts": 4, "mode": "adaptive"}, read_timeout=20)
textract = boto3.client("textract", config=CFG)
s3 = boto3.client("s3", config=CFG)
ddb = boto3.resource("dynamodb")
claims = ddb.Table(os.environ.get("CLAIMS_TABLE", "claims"))
sns = boto3.client("sns")

TOPIC = os.environ.get("REVIEW_TOPIC", "arn:aws:sns:eu-west-1:111111111111:claims-review")
MIN_CONFIDENCE = float(os.environ.get("MIN_CONFIDENCE", "80"))


def start(bucket, key):
    job = textract.start_document_analysis(
        DocumentLocation={"S3Object": {"Bucket": bucket, "Name": key}},
        FeatureTypes=["FORMS"],
    )
    return job["JobId"]


def wait_for(job_id, tries=20, pause=float(os.environ.get("PAUSE", "2"))):
    for _ in range(tries):
        page = textract.get_document_analysis(JobId=job_id)
        state = page["JobStatus"]
        if state == "SUCCEEDED":
            yield page
            token = page.get("NextToken")
            while token:
                page = textract.get_document_analysis(JobId=job_id, NextToken=token)
                yield page
                token = page.get("NextToken")
            return
        if state == "FAILED":
            raise RuntimeError(page.get("StatusMessage", "textract failed"))
        time.sleep(pause)
    raise TimeoutError(job_id)


def fields_of(blocks):
    by_id = {b["Id"]: b for b in blocks}

    def text(block):
        words = []
        for rel in block.get("Relationships", []):
            if rel["Type"] == "CHILD":
                words += [by_id[i].get("Text", "") for i in rel["Ids"] if i in by_id]
        return " ".join(words)

    result = {}
    for b in blocks:
        if b["BlockType"] != "KEY_VALUE_SET" or "KEY" not in b.get("EntityTypes", []):
            continue
        value = ""
        for rel in b.get("Relationships", []):
            if rel["Type"] == "VALUE":
                value = " ".join(text(by_id[i]) for i in rel["Ids"] if i in by_id)
        result[text(b)] = (value, b.get("Confidence", 0))
    return result


def read_expense(bucket, key):
    """Old path for receipts; kept until finance agrees to drop it."""
    out = textract.analyze_expense(Document={"S3Object": {"Bucket": bucket, "Name": key}})
    return out["ExpenseDocuments"]


def archive(bucket, key):
    s3.copy_object(Bucket=bucket, Key="done/" + key, CopySource={"Bucket": bucket, "Key": key})
    s3.delete_object(Bucket=bucket, Key=key)


def file_claim(claim_id, fields):
    item = {"pk": claim_id, "state": "NEW", "fields": {k: v for k, (v, _) in fields.items()}}
    low = [c for _, c in fields.values() if c < MIN_CONFIDENCE]
    item["lowest"] = Decimal(str(round(min(low), 2))) if low else Decimal("100")
    try:
        claims.put_item(Item=item, ConditionExpression="attribute_not_exists(pk)")
    except ClientError as e:
        if e.response["Error"]["Code"] != "ConditionalCheckFailedException":
            raise
        claims.update_item(
            Key={"pk": claim_id},
            UpdateExpression="SET #f = :f ADD revisions :one",
            ExpressionAttributeNames={"#f": "fields"},
            ExpressionAttributeValues={":f": item["fields"], ":one": 1},
        )
    return bool(low)


def lambda_handler(event, context):
    for record in event["Records"]:
        bucket = record["s3"]["bucket"]["name"]
        key = urllib.parse.unquote_plus(record["s3"]["object"]["key"])
        blocks = []
        for page in wait_for(start(bucket, key)):
            blocks.extend(page["Blocks"])
        fields = fields_of(blocks)
        claim_id = os.path.splitext(os.path.basename(key))[0]
        if file_claim(claim_id, fields):
            sns.publish(TopicArn=TOPIC, Subject="Review a claim", Message=json.dumps({"id": claim_id}))
        archive(bucket, key)
        log.info("filed %s with %d fields", claim_id, len(fields))
    return {"filed": len(event["Records"])}
