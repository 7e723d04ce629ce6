from aws_lambda_powertools import Logger
from aws_lambda_powertools.event_handler import APIGatewayHttpResolver
from aws_lambda_powertools.event_handler.exceptions import NotFoundError

from repo import CustomerRepo

logger = Logger()
app = APIGatewayHttpResolver()
repo = CustomerRepo()


@app.get("/customers")
def search():
    q = app.current_event.get_query_string_value(name="q", default_value="")
    city = app.current_event.get_query_string_value("city")
    return {"items": repo.search(q, city)}


@app.get("/customers/<cid>")
def one(cid: str):
    row = repo.by_id(int(cid))
    if row is None:
        raise NotFoundError(cid)
    return row


@logger.inject_lambda_context
def lambda_handler(event, context):
    return app.resolve(event, context)
