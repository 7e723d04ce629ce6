import { expect, test } from 'vitest';
import { rulesBroken } from '../../../src/analysis/dataflow/test-flows.js';
import { SHIPPED_FLOWS } from '../../support/shipped-flows.js';

/** Code that checks a list of objects by a schema, and runs a field of each. */
const nested = (field: string): string => String.raw`import os, re
import json
from jsonschema import validate
ID = {"type": "string", "pattern": "^[a-z]+$"}
S = {"type": "object", "definitions": {"o": {"type": "object", "properties": {"id": ID, "n": {"type": "string"}}}}, "properties": {"orders": {"type": "array", "items": {"$ref": "#/definitions/o"}}}}
def handler(event, context):
    b = json.loads(event["body"])
    validate(b, S)
    for o in b["orders"]:
        os.system("ls " + o["${field}"])
`;

test.each([
  [
    'jsonschema text',
    String.raw`import os, re
import json
from jsonschema import validate
S = {"type": "object", "properties": {"id": {"type": "string", "pattern": "^[a-z]+$"}, "n": {"type": "string"}}}
def handler(event, context):
    b = json.loads(event["body"])
    validate(b, S)
    os.system("ls " + b["n"])
`,
  ],
  [
    'validator text',
    String.raw`import os, re
import json
from jsonschema import Draft7Validator
V = Draft7Validator({"type": "object", "properties": {"id": {"type": "integer"}, "n": {"type": "string"}}})
def handler(event, context):
    b = json.loads(event["body"])
    V.validate(b)
    os.system("ls %s" % b["n"])
`,
  ],
  [
    'pt validator text',
    String.raw`import os, re
from aws_lambda_powertools.utilities.validation import validator
S = {"type": "object", "properties": {"id": {"type": "integer"}, "n": {"type": "string"}}}
@validator(inbound_schema=S)
def handler(event, context):
    os.system("ls %s" % event["n"])
`,
  ],
  ['nested schema text', nested('n')],
])('schemas in Python: data that it lets through is followed: %s', async (_name, code) => {
  expect(await rulesBroken({ 'app.py': code }, SHIPPED_FLOWS)).toEqual(['flows/command']);
});

test.each([
  [
    'jsonschema',
    String.raw`import os, re
import json
from jsonschema import validate
S = {"type": "object", "properties": {"id": {"type": "string", "pattern": "^[a-z]+$"}, "n": {"type": "string"}}}
def handler(event, context):
    b = json.loads(event["body"])
    validate(b, S)
    os.system("ls " + b["id"])
`,
  ],
  [
    'jsonschema instance=',
    String.raw`import os, re
import json
import jsonschema
S = {"type": "object", "properties": {"id": {"type": "string", "enum": ["a", "b"]}, "n": {"type": "string"}}}
def handler(event, context):
    b = json.loads(event["body"])
    try:
        jsonschema.validate(instance=b, schema=S)
    except jsonschema.ValidationError:
        return {"statusCode": 400}
    os.system("ls " + b["id"])
`,
  ],
  [
    'jsonschema get',
    String.raw`import os, re
import json
import jsonschema
S = {"type": "object", "properties": {"id": {"type": "string", "enum": ["a", "b"]}, "n": {"type": "string"}}}
def handler(event, context):
    b = json.loads(event["body"])
    jsonschema.validate(instance=b, schema=S)
    os.system("ls " + b.get("id"))
`,
  ],
  [
    'validator object',
    String.raw`import os, re
import json
from jsonschema import Draft7Validator
V = Draft7Validator({"type": "object", "properties": {"id": {"type": "integer"}, "n": {"type": "string"}}})
def handler(event, context):
    b = json.loads(event["body"])
    V.validate(b)
    os.system("ls %s" % b["id"])
`,
  ],
  [
    'validator is_valid',
    String.raw`import os, re
import json
from jsonschema import Draft7Validator
V = Draft7Validator({"type": "object", "properties": {"id": {"type": "integer"}, "n": {"type": "string"}}})
def handler(event, context):
    b = json.loads(event["body"])
    if not V.is_valid(b):
        return
    os.system("ls %s" % b["id"])
`,
  ],
  [
    'validator iter_errors',
    String.raw`import os, re
import json
from jsonschema import Draft202012Validator
V = Draft202012Validator({"type": "object", "properties": {"id": {"type": "integer"}, "n": {"type": "string"}}})
def handler(event, context):
    b = json.loads(event["body"])
    errors = list(V.iter_errors(b))
    if errors:
        return {"statusCode": 400}
    os.system("ls %s" % b["id"])
`,
  ],
  [
    'pt validate',
    String.raw`import os, re
from aws_lambda_powertools.utilities.validation import validate
S = {"type": "object", "properties": {"id": {"type": "integer"}, "n": {"type": "string"}}}
def handler(event, context):
    validate(event=event, schema=S)
    os.system("ls %s" % event["id"])
`,
  ],
  [
    'pt validate result',
    String.raw`import os, re
from aws_lambda_powertools.utilities.validation import validate
S = {"type": "object", "properties": {"id": {"type": "integer"}, "n": {"type": "string"}}}
def handler(event, context):
    b = validate(event=event, schema=S, envelope="powertools_json(body)")
    os.system("ls %s" % b["id"])
`,
  ],
  [
    'pt validator',
    String.raw`import os, re
from aws_lambda_powertools.utilities.validation import validator
S = {"type": "object", "properties": {"id": {"type": "integer"}, "n": {"type": "string"}}}
@validator(inbound_schema=S)
def handler(event, context):
    os.system("ls %s" % event["id"])
`,
  ],
  [
    'fastjsonschema',
    String.raw`import os, re
import json, fastjsonschema
check = fastjsonschema.compile({"type": "object", "properties": {"id": {"type": "integer"}, "n": {"type": "string"}}})
def handler(event, context):
    b = check(json.loads(event["body"]))
    os.system("ls %s" % b["id"])
`,
  ],
  ['nested schema', nested('id')],
])('schemas in Python: what it limits can do no harm: %s', async (_name, code) => {
  expect(await rulesBroken({ 'app.py': code }, SHIPPED_FLOWS)).toEqual([]);
});

/** Code that checks data by `S`, and does something with it. */
const checking = (schema: string, use: string): string => `import json, os
from jsonschema import validate
${schema}
def handler(event, context):
    b = json.loads(event["body"])
    validate(b, S)
    ${use}
`;
const ITEMS = `S = {"type": "object", "properties": {"id": {"type": "integer"}, "items": {"type": "array", "items": {"type": "object", "properties": {"id": {"type": "string"}}}}}}`;
const field = (schema: string): string => `S = {"type": "object", "properties": {"id": ${schema}}}`;
const RUN = 'os.system("ls %s" % b["id"])';

test.each([
  ['a field that is called as a method is', ITEMS, 'for i in b["items"]: os.system(i["id"])'],
  ['such a field, by get', ITEMS, 'for i in b.get("items"): os.system(i["id"])'],
  [
    'one of two schemas',
    `import random\nT = {"a": {"properties": {"id": {"type": "integer"}}}, "b": {"properties": {}}}\nS = T[random.choice("ab")]`,
    RUN,
  ],
  [
    'fields by a pattern',
    'S = {"patternProperties": {"^i": {"type": "string"}}, "additionalProperties": {"type": "integer"}}',
    RUN,
  ],
  ['a format, which nothing checks', field('{"type": "string", "format": "uuid"}'), RUN],
  ['a pattern of what may be a list', field('{"pattern": "^[a-z]+$"}'), RUN],
])('schemas in Python: what a schema does not limit stays data: %s', async (_name, schema, use) => {
  expect(await rulesBroken({ 'app.py': checking(schema, use) }, SHIPPED_FLOWS)).toEqual(['flows/command']);
});
