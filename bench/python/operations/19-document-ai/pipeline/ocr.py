import time

import boto3

textract = boto3.client("textract")


def text_of(bucket, key):
    loc = {"S3Object": {"Bucket": bucket, "Name": key}}
    if key.lower().endswith((".png", ".jpg")):
        return _lines(textract.detect_document_text(Document=loc)["Blocks"])
    job = textract.start_document_text_detection(DocumentLocation=loc)["JobId"]
    while (res := textract.get_document_text_detection(JobId=job))["JobStatus"] == "IN_PROGRESS":
        time.sleep(1.5)
    blocks = res["Blocks"]
    while token := res.get("NextToken"):
        res = textract.get_document_text_detection(JobId=job, NextToken=token)
        blocks += res["Blocks"]
    return _lines(blocks)


def _lines(blocks):
    return "\n".join(b["Text"] for b in blocks if b["BlockType"] == "LINE")
