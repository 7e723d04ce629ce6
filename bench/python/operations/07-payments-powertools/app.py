from aws_lambda_powertools import Logger, Metrics, Tracer
from aws_lambda_powertools.event_handler import APIGatewayRestResolver
from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.idempotency import (
    DynamoDBPersistenceLayer,
    IdempotencyConfig,
    idempotent_function,
)
from aws_lambda_powertools.utilities.typing import LambdaContext

import gateway
import settings

logger = Logger()
tracer = Tracer()
metrics = Metrics(namespace="Payments")
app = APIGatewayRestResolver()

persistence = DynamoDBPersistenceLayer(table_name=settings.IDEMPOTENCY_TABLE)
config = IdempotencyConfig(event_key_jmespath="payment_id", expires_after_seconds=3600)


@idempotent_function(data_keyword_argument="payment", persistence_store=persistence, config=config)
def charge(*, payment: dict) -> dict:
    secret = settings.provider_secret()
    result = gateway.charge(secret, payment)
    metrics.add_metric(name="Charged", unit=MetricUnit.Count, value=1)
    return result


@app.post("/payments")
@tracer.capture_method
def create_payment():
    body = app.current_event.json_body
    config.register_lambda_context(app.lambda_context)
    if settings.maintenance():
        return {"state": "maintenance"}, 503
    return charge(payment=body)


@app.get("/limits")
def limits():
    return settings.limits()


@logger.inject_lambda_context(log_event=False)
@metrics.log_metrics
def handler(event: dict, context: LambdaContext) -> dict:
    return app.resolve(event, context)
