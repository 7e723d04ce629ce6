import base64
import json
import os

from broker.envelope import Envelope
from broker.sources import make_source

SPECS = os.environ.get("SOURCES", "ssm://app/prod appconfig://shop/prod secret://prod-").split()
sources = [make_source(s) for s in SPECS]
envelope = Envelope()


def resolve(name):
    for read in sources:
        value = read(name)
        if value is not None:
            return value
    raise KeyError(name)


def lambda_handler(event, context):
    out = {}
    for name in event["names"]:
        try:
            data = resolve(name)
        except KeyError:
            out[name] = None
            continue
        if event.get("sealed"):
            wrapped, body = envelope.seal(data)
            out[name] = {"key": wrapped.decode(), "body": base64.b64encode(body).decode()}
        else:
            out[name] = data.decode()
    if event.get("signed"):
        out["_signature"] = base64.b64encode(envelope.signature(json.dumps(out).encode())).decode()
    return out
