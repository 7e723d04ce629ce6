import json
import os

import boto3
from aws_lambda_powertools.event_handler.api_gateway import Router

from store import InvoiceStore

router = Router()
store = InvoiceStore()
queue_url = os.environ.get("INVOICE_QUEUE", "https://sqs.eu-west-1.amazonaws.com/111111111111/invoices")
sqs = boto3.client("sqs")
s3 = boto3.client("s3")


@router.get("/<customer>")
def index(customer: str):
    return {"invoices": list(store.of(customer))}


@router.get("/<customer>/<number>/pdf")
def pdf(customer: str, number: str):
    link = s3.generate_presigned_url(
        ClientMethod="get_object",
        Params={"Bucket": os.environ.get("PDFS", "pdfs"), "Key": f"{customer}/{number}.pdf"},
        ExpiresIn=300,
    )
    return {"url": link}


@router.post("/<customer>/<number>/resend")
def resend(customer: str, number: str):
    sent = sqs.send_message(QueueUrl=queue_url, MessageBody=json.dumps({"customer": customer, "number": number}))
    return {"id": sent["MessageId"]}


def purge_queue():
    sqs.purge_queue(QueueUrl=queue_url)
