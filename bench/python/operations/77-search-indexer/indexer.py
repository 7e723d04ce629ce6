"""DynamoDB stream -> OpenSearch, over signed HTTP. botocore only: no boto3 here."""
import base64
import json
import os
import urllib.request

import botocore.session
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest

SESSION = botocore.session.get_session()
REGION = os.environ.get("AWS_REGION", "eu-west-1")
DOMAIN = os.environ.get("DOMAIN", "products")


def api(name):
    return SESSION.create_client(name, region_name=REGION)


ssm = api("ssm")
_state = {}


def endpoint():
    if "host" not in _state:
        status = api("opensearch").describe_domain(DomainName=DOMAIN)["DomainStatus"]
        _state["host"] = status.get("Endpoint") or status["Endpoints"]["vpc"]
    return _state["host"]


def settings():
    if "settings" not in _state:
        tree = {}
        pager = ssm.get_paginator("get_parameters_by_path")
        for page in pager.paginate(Path="/search/", Recursive=True, WithDecryption=True):
            for p in page["Parameters"]:
                tree[p["Name"].rsplit("/", 1)[-1]] = p["Value"]
        _state["settings"] = tree
    return _state["settings"]


def plain(value):
    ((kind, inner),) = value.items()
    if kind == "N":
        return float(inner)
    if kind == "M":
        return {k: plain(v) for k, v in inner.items()}
    if kind == "L":
        return [plain(v) for v in inner]
    return inner


def unseal(document):
    sealed = document.pop("sealed", None)
    if sealed:
        opened = api("kms").decrypt(CiphertextBlob=base64.b64decode(sealed))
        document["note"] = opened["Plaintext"].decode()
    return document


def bulk(records):
    lines = []
    for r in records:
        ident = next(iter(r["dynamodb"]["Keys"]["id"].values()))
        if r["eventName"] == "REMOVE":
            lines.append({"delete": {"_id": ident}})
            continue
        lines.append({"index": {"_id": ident}})
        lines.append(unseal({k: plain(v) for k, v in r["dynamodb"]["NewImage"].items()}))
    return "\n".join(json.dumps(l) for l in lines) + "\n"


def send(body, opener=urllib.request.urlopen):
    index = settings().get("index", DOMAIN)
    request = AWSRequest(
        "POST", f"https://{endpoint()}/{index}/_bulk", data=body, headers={"Content-Type": "application/x-ndjson"}
    )
    SigV4Auth(SESSION.get_credentials(), "es", REGION).add_auth(request)
    with opener(urllib.request.Request(request.url, body.encode(), dict(request.headers), method="POST")) as r:
        return json.load(r)


def remember(sequence):
    ssm.put_parameter(Name=f"/state/{DOMAIN}", Value=sequence, Type="String", Overwrite=True)


def reindex(table):
    pages = api("dynamodb").get_paginator("scan").paginate(TableName=table)
    for page in pages:
        send(bulk([{"eventName": "INSERT", "dynamodb": {"Keys": i, "NewImage": i}} for i in page["Items"]]))


def grow(count):
    api("opensearch").update_domain_config(DomainName=DOMAIN, ClusterConfig={"InstanceCount": count})


def handler(event, context):
    records = event["Records"]
    if not records:
        return {"sent": 0}
    answer = send(bulk(records))
    if answer.get("errors"):
        api("sqs").send_message(QueueUrl=settings()["dlq"], MessageBody=json.dumps(records))
    remember(records[-1]["dynamodb"].get("SequenceNumber", "0"))
    return {"sent": len(records), "errors": bool(answer.get("errors"))}
