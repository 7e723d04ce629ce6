"""What AWS's own service model holds against requests of BatchImportFindings: `[[request, …], …]` as JSON on stdin, complaints as JSON on stdout.

botocore checks names, types and lengths that the model has; what the model only says in words or leaves to the server (enumerations,
patterns, "Maximum length of 512") is read from the model here.
"""

import json
import re
import sys

from botocore.loaders import Loader
from botocore.model import ServiceModel
from botocore.validate import ParamValidator

MAX_FINDING_BYTES = 240 * 1024
MAX_COMPLAINTS = 20
MODEL = ServiceModel(Loader().load_service_model("securityhub", "service-2"))
INPUT = MODEL.operation_model("BatchImportFindings").input_shape
WORDS = re.compile(r"<[^>]+>")
CHARACTERS = re.compile(r"[Mm]aximum (?:length )?of (\d+)")
ITEMS = re.compile(r"[Mm]aximum number of (\d+) item")
PAIRS = re.compile(r"up to (\d+) key-value pairs.*key can contain up to (\d+) characters.*value can contain up to (\d+) characters", re.S)


def said(shape):
    return WORDS.sub("", shape.documentation or "")


def of_text(shape, value, path):
    if shape.enum and value not in shape.enum:
        yield f"{path}: {value!r} is none of {shape.enum}"
    pattern = shape.metadata.get("pattern")
    if pattern and not re.search(pattern, value):
        yield f"{path}: {value!r} is not {pattern}"
    limit = CHARACTERS.search(said(shape))
    if limit and len(value) > int(limit[1]):
        yield f"{path}: {len(value)} characters are more than {limit[1]}"


def of_list(shape, value, path):
    limit = shape.metadata.get("max") or (ITEMS.search(said(shape)) or [None, None])[1]
    if limit and len(value) > int(limit):
        yield f"{path}: {len(value)} elements are more than {limit}"
    for at, element in enumerate(value):
        yield from of_value(shape.member, element, f"{path}[{at}]")


def of_map(shape, value, path):
    limits = PAIRS.search(said(shape))
    pairs, key_length, value_length = map(int, limits.groups()) if limits else (50, 128, 1024)
    if len(value) > pairs:
        yield f"{path}: {len(value)} pairs are more than {pairs}"
    for key, element in value.items():
        if len(key) > key_length or len(element) > value_length:
            yield f"{path}.{key[:40]}: {len(key)} or {len(element)} characters are too many"
        yield from of_text(shape.value, element, f"{path}.{key[:40]}")


def of_value(shape, value, path):
    if shape.type_name == "structure":
        for name, member in value.items():
            yield from of_value(shape.members[name], member, f"{path}.{name}")
    elif shape.type_name in ("list", "map", "string"):
        yield from {"list": of_list, "map": of_map, "string": of_text}[shape.type_name](shape, value, path)


def of_request(request):
    report = ParamValidator().validate(request, INPUT)
    if report.has_errors():
        yield report.generate_report()
        return
    yield from of_value(INPUT, request, "")
    for finding in request["Findings"]:
        size = len(json.dumps(finding, ensure_ascii=False).encode("utf-8", "surrogatepass"))
        if size > MAX_FINDING_BYTES:
            yield f"{finding['Id']}: {size} bytes are too many"
        account = finding["AwsAccountId"]
        if not finding["ProductArn"].endswith(f":{account}:product/{account}/default"):
            yield f"{finding['Id']}: {finding['ProductArn']} is not the product of {account}"
    if len({(finding["AwsAccountId"], finding["ProductArn"]) for finding in request["Findings"]}) != 1:
        yield "findings of one request go to several accounts or regions"


complaints = [[c for request in requests for c in of_request(request)][:MAX_COMPLAINTS] for requests in json.load(sys.stdin)]
json.dump(complaints, sys.stdout)
