import json

import boto3

from remedies import Remedy

config = boto3.client("config")


class Meta(type):
    """Handlers are classes here; a call makes an instance and runs it."""

    def __call__(cls, event, context):
        return super().__call__(event, context).run()


class handler(metaclass=Meta):
    def __init__(self, event, context):
        self.event = json.loads(event["invokingEvent"])
        self.token = event.get("resultToken")

    def run(self):
        item = self.event["configurationItem"]
        remedy = Remedy.of(self.event["configRuleName"], item["awsRegion"])
        remedy.apply(item["resourceId"])
        config.put_evaluations(
            Evaluations=[
                {
                    "ComplianceResourceType": item["resourceType"],
                    "ComplianceResourceId": item["resourceId"],
                    "ComplianceType": "COMPLIANT",
                    "OrderingTimestamp": item["configurationItemCaptureTime"],
                }
            ],
            ResultToken=self.token,
        )
