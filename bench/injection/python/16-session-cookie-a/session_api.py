import json

from aws_lambda_powertools.event_handler import APIGatewayRestResolver, Response

from sessions import load, dump

app = APIGatewayRestResolver()


@app.get("/me")
def me():
    cookie = app.current_event.headers.get("x-session", "")
    state = load(cookie) if cookie else {"visits": 0}
    state["visits"] += 1
    return Response(200, "application/json", json.dumps(state), headers={"x-session": dump(state)})


def lambda_handler(event, context):
    return app.resolve(event, context)
