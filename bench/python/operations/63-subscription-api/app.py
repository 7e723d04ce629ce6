from aws_lambda_powertools import Logger
from aws_lambda_powertools.event_handler import APIGatewayRestResolver, Response
from aws_lambda_powertools.event_handler.exceptions import NotFoundError

from routes import invoices, plans

logger = Logger(service="subscriptions")
app = APIGatewayRestResolver()
app.include_router(plans.router, prefix="/plans")
app.include_router(invoices.router, prefix="/invoices")


@app.not_found
def missing(exc: NotFoundError):
    return Response(status_code=404, content_type="application/json", body='{"message":"no such route"}')


@app.get("/health")
def health():
    return {"ok": True}


@logger.inject_lambda_context
def handler(event, context):
    return app.resolve(event, context)
