from dataclasses import dataclass

import boto3
from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities import parameters
from aws_lambda_powertools.utilities.idempotency import (
    DynamoDBPersistenceLayer,
    IdempotencyConfig,
    idempotent_function,
)
from aws_lambda_powertools.utilities.typing import LambdaContext

logger = Logger()
metrics = Metrics(namespace="Payments")
persistence = DynamoDBPersistenceLayer(table_name="idempotency")
config = IdempotencyConfig(event_key_jmespath="payment_id", expires_after_seconds=3600)


@dataclass(frozen=True)
class Gateway:
    url: str
    api_key: str
    limits: dict

    @classmethod
    def load(cls) -> "Gateway":
        return cls(
            url=parameters.get_parameter("/payments/gateway/url", max_age=300),
            api_key=parameters.get_secret("payments/gateway"),
            limits=parameters.get_parameters("/payments/limits", recursive=True),
        )


@idempotent_function(data_keyword_argument="payment", config=config, persistence_store=persistence)
def charge(payment: dict) -> dict:
    gw = Gateway.load()
    if payment["amount"] > int(gw.limits.get("max", "1000")):
        escalate(payment)
        return {"state": "review"}
    return {"state": "charged", "via": gw.url}


def escalate(payment: dict) -> None:
    boto3.client("sesv2").send_email(
        FromEmailAddress="bot@payments.example.invalid",
        Destination={"ToAddresses": ["risk@payments.example.invalid"]},
        Content={"Simple": {
            "Subject": {"Data": f"Review {payment['payment_id']}"},
            "Body": {"Text": {"Data": str(payment["amount"])}},
        }},
    )


@metrics.log_metrics
@logger.inject_lambda_context
def handler(event: dict, context: LambdaContext) -> dict:
    config.register_lambda_context(context)
    out = charge(payment=event)
    metrics.add_metric(name=out["state"], unit=MetricUnit.Count, value=1)
    return out
