"""What libraries of others hold against documents: `{"format": "spdx" | "openvex", "text": …, "full": bool}` as JSON on stdin, complaints as JSON on stdout.

`full` has SPDX documents checked element by element, which takes minutes for thousands of packages; else they are only read by the
library, which refuses fields and values that the specification does not know.
"""

import json
import sys

MAX_COMPLAINTS = 10


def of_spdx(text, full):
    from spdx_tools.spdx.parser.error import SPDXParsingError
    from spdx_tools.spdx.parser.jsonlikedict.json_like_dict_parser import JsonLikeDictParser
    from spdx_tools.spdx.validation.document_validator import validate_full_spdx_document

    try:
        document = JsonLikeDictParser().parse(json.loads(text))
    except SPDXParsingError as error:
        return error.get_messages()
    return [one.validation_message for one in validate_full_spdx_document(document)] if full else []


def of_openvex(text, full):
    from vexipy import Document

    try:
        Document.from_json(text)
    except ValueError as error:
        return [str(error)]
    return []


asked = json.load(sys.stdin)
complaints = {"spdx": of_spdx, "openvex": of_openvex}[asked["format"]](asked["text"], asked["full"])
json.dump(complaints[:MAX_COMPLAINTS], sys.stdout)
