import time

import boto3
from crhelper import CfnResource

helper = CfnResource(json_logging=True, polling_interval=1)

try:
    acm = boto3.client("acm", region_name="us-east-1")
    r53 = boto3.client("route53")
except Exception as e:
    helper.init_failure(e)


def _change(zone, action, records):
    resp = r53.change_resource_record_sets(
        HostedZoneId=zone,
        ChangeBatch={
            "Changes": [
                {
                    "Action": action,
                    "ResourceRecordSet": {
                        "Name": r["Name"],
                        "Type": r["Type"],
                        "TTL": 60,
                        "ResourceRecords": [{"Value": r["Value"]}],
                    },
                }
                for r in records
            ]
        },
    )
    r53.get_waiter("resource_record_sets_changed").wait(Id=resp["ChangeInfo"]["Id"])


def _validation(arn):
    for _ in range(20):
        opts = acm.describe_certificate(CertificateArn=arn)["Certificate"].get(
            "DomainValidationOptions", []
        )
        recs = [o["ResourceRecord"] for o in opts if "ResourceRecord" in o]
        if recs and len(recs) == len(opts):
            return recs
        time.sleep(3)
    raise TimeoutError(arn)


@helper.create
def create(event, context):
    p = event["ResourceProperties"]
    arn = acm.request_certificate(
        DomainName=p["Domain"], ValidationMethod="DNS", IdempotencyToken=event["LogicalResourceId"][:32]
    )["CertificateArn"]
    _change(p["Zone"], "UPSERT", _validation(arn))
    return arn


@helper.poll_create
def ready(event, context):
    arn = event["CrHelperData"]["PhysicalResourceId"]
    if acm.describe_certificate(CertificateArn=arn)["Certificate"]["Status"] == "ISSUED":
        return arn
    return None


@helper.delete
def delete(event, context):
    arn = event["PhysicalResourceId"]
    if arn.startswith("arn:"):
        acm.delete_certificate(CertificateArn=arn)


def handler(event, context):
    helper(event, context)
