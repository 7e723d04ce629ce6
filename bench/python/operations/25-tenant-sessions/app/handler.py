import os

import boto3

from .tenancy import Registry, Tenant, session_for

_tables = boto3.resource("dynamodb")
registry = Registry(_tables.Table(f"{os.environ['STAGE']}-tenants"))


class Usage:
    def __init__(self, tenant: Tenant):
        self.tenant = tenant
        self.session = session_for(tenant)

    @property
    def metrics(self):
        return self.session.client("cloudwatch")

    @property
    def objects(self):
        return self.session.resource("s3")

    def bytes(self) -> int:
        bucket = self.objects.Bucket(f"data-{self.tenant.id}-{self.tenant.region}")
        return sum(each.size for each in bucket.objects.all())

    def publish(self, value: int) -> None:
        self.metrics.put_metric_data(
            Namespace="Tenants",
            MetricData=[{"MetricName": "Bytes", "Value": value, "Unit": "Bytes"}],
        )


def on_schedule(event, context):
    for tenant_id in event["tenants"]:
        usage = Usage(registry[tenant_id])
        usage.publish(usage.bytes())


def register(event, context):
    registry[event["id"]] = Tenant(event["id"], event["account"])
