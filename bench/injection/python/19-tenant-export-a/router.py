import json
from dataclasses import dataclass

import boto3

from storage import exporter_for

lam = boto3.client("lambda")


@dataclass(frozen=True)
class Export:
    tenant: str
    kind: str
    ids: tuple

    @staticmethod
    def of(arguments):
        i = arguments["input"]
        return Export(i["tenant"], i["kind"], tuple(i["ids"]))


def handler(event, context):
    # AppSync direct Lambda resolver, Mutation.export
    ex = Export.of(event["arguments"])
    rows = exporter_for(ex).rows(ex.ids)
    return {"rows": json.loads(json.dumps(rows, default=str))}
