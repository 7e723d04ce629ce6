import { expect, test } from 'vitest';
import { rulesBroken } from '../../../src/analysis/dataflow/test-flows.js';
import { SHIPPED_FLOWS } from '../../support/shipped-flows.js';

const START = 'import os, re, hmac, json\ndef run(text):\n    os.system("ls " + text)\n';

async function isRun(code: string): Promise<boolean> {
  return (await rulesBroken({ 'app.py': START + code }, SHIPPED_FLOWS)).includes('flows/command');
}

const handler = (...lines: readonly string[]): string =>
  `def handler(event, context):\n${lines.map((line) => `    ${line}\n`).join('')}`;

test.each([
  ['a key', handler('run(event["a"])')],
  ['get with a default', handler('run(event.get("a") or "x")', 'p = event.get("b") or {}', 'p.get("c")')],
  ['get of what may be a new dictionary', handler('p = event.get("a") or {}', 'run(p.get("b"))')],
  ['an f-string', handler('run(f"{event[\'a\']}")')],
  ['format', handler('run("{}".format(event["a"]))')],
  ['the operator %', handler('run("%s" % (event["a"],))')],
  ['+=', handler('s = "x"', 's += event["a"]', 'run(s)')],
  ['join', handler('run(" ".join([event["a"], "b"]))')],
  ['JSON', handler('run(json.loads(event["body"])["a"])')],
  ['one of two values', handler('run("x" if event["b"] else event["a"])')],
  ['the last part of a condition', handler('run(event["a"] and event["b"])')],
  ['the first part of an alternative', handler('run(event["a"] or "x")')],
  ['the other of two values', handler('run(event["a"] if event["b"] else "x")')],
  ['a loop', handler('for r in event["Records"]:', '    run(r["body"])')],
  ['items', handler('for k, v in event.items():', '    run(v)')],
  ['a comprehension', handler('[run(r["a"]) for r in event["Records"]]')],
  [
    'a class',
    `class A:\n    def __init__(self, a):\n        self.a = a\n    def go(self):\n        run(self.a)\n${handler('A(event["a"]).go()')}`,
  ],
  [
    'a decorator of the program',
    `def wrap(f):\n    def inner(event, context):\n        return f(event["a"])\n    return inner\n@wrap\ndef handler(a):\n    run(a)\n`,
  ],
  ['a part of a path', handler('run(os.path.join("a", event["a"]))')],
  ['a class with a check of another name', handler('if event["b"] in ("x",):', '    run(event["a"])')],
  ['a list of the event', handler('if event["a"] in event["list"]:', '    run(event["a"])')],
  ['an inner variable', handler('a = "x"', 'if a == "x":', '    [run(a) for a in event["l"]]')],
  [
    'a check before an assignment',
    handler('a = event["a"]', 'if a != "x":', '    return', 'a = event["b"]', 'run(a)'),
  ],
  [
    'a list in a variable',
    handler('allowed = event["l"]', 'if event["a"] in allowed:', '    run(event["a"])'),
  ],
  [
    'an assignment of other data',
    handler('a = event["a"]', 'if a != "x":', '    return', 'a = event["data"]', 'run(a)'),
  ],
  [
    'something that is added',
    handler('a = event["a"]', 'if a != "x":', '    return', 'a += event["b"]', 'run(a)'),
  ],
  [
    'something that is decoded',
    handler('a = event["a"]', 'if not a.isalnum():', '    return', 'a = decode(a)', 'run(a)'),
  ],
  ['a comparison with minus', handler('if event["a"] == -event["b"]:', '    run(event["a"])')],
  [
    'an object that is the handler',
    'class A:\n    def __call__(self, event, context):\n        run(event["a"])\nhandler = A()\n',
  ],
  ['a pattern with room', handler('if re.match(r"^a.*$", event["a"]):', '    run(event["a"])')],
  ['a pattern of the beginning', handler('if re.match(r"[a-z]+", event["a"]):', '    run(event["a"])')],
])('data reaches a shell through %s', async (_what, code) => {
  expect(await isRun(code)).toBe(true);
});

test.each([
  ['a number', handler('run(str(int(event["a"])))')],
  ['a text that it chooses', handler('run("x" if event["a"] else "y")')],
  [
    'a text that it chooses in parentheses',
    handler('s = ("x"', '     # why', '     if (event["a"]) else "y")', 'run(s)'),
  ],
  ['the first part of a condition', handler('run(event["a"] and "x")')],
  ['parts of a condition', handler('run(event["a"] and (  # why', '        event["b"]) and "x")')],
  ['its length', handler('run(f"{len(event[\'a\'])}")')],
  ['a table', `T = {"a": "x"}\n${handler('run(T[event["a"]])')}`],
  [
    'a list that it is in',
    handler('a = event["a"]', 'if a not in ("x", "y"):', '    raise ValueError(a)', 'run(a)'),
  ],
  ['a list, otherwise a default', handler('a = event["a"]', 'run(a if a in ("x",) else "y")')],
  [
    'a strict pattern',
    `P = re.compile("[a-z]+")\n${handler('if P.fullmatch(event["a"]):', '    run(event["a"])')}`,
  ],
  [
    'a default in place of others',
    handler('a = event["a"]', 'if a not in ("x", "y"):', '    a = "x"', 'run(a)'),
  ],
  [
    'what is left of it',
    handler('a = event["a"]', 'if not a.isalnum():', '    return', 'a = a.strip().lower()', 'run(a)'),
  ],
  ['isalnum', handler('a = event["a"]', 'assert a.isalnum()', 'run(a)')],
  ['a conversion that fails', handler('a = event["a"]', 'int(a)', 'run(a)')],
  ['elif', handler('a = event["a"]', 'if a == "x":', '    run(a)', 'elif a in ("y",):', '    run(a)')],
  ['a comprehension that chooses', handler('[run(a) for a in event["l"] if a in ("x",)]')],
  [
    'a verified message',
    handler('if not hmac.compare_digest(event["mac"], mac(event)):', '    return', 'run(event["a"])'),
  ],
  ['what the platform chooses', handler('run(event["Records"][0]["s3"]["bucket"]["name"])')],
  [
    'an answer of a server',
    `import requests\n${handler('run(requests.get("https://a.example.invalid/" + event["a"]).text)')}`,
  ],
  ['no handler', 'def helper(name):\n    run(name)\n'],
])('data reaches no shell after %s', async (_what, code) => {
  expect(await isRun(code)).toBe(false);
});

const FRAMEWORKS: readonly (readonly [string, string])[] = [
  [
    'Flask',
    'from flask import Flask, request\napp = Flask("a")\n@app.route("/a")\ndef a():\n    run(request.args.get("a"))\n',
  ],
  [
    'a parameter of Flask',
    'from flask import Flask\napp = Flask("a")\n@app.get("/<name>")\ndef a(name):\n    run(name)\n',
  ],
  [
    'FastAPI',
    'from fastapi import FastAPI\napp = FastAPI()\n@app.get("/{name}")\nasync def a(name: str):\n    run(name)\n',
  ],
  [
    'Chalice',
    'from chalice import Chalice\napp = Chalice(app_name="a")\n@app.route("/a")\ndef a():\n    run(app.current_request.query_params["a"])\n',
  ],
  [
    'Powertools',
    'from aws_lambda_powertools.event_handler import APIGatewayRestResolver\napp = APIGatewayRestResolver()\n@app.post("/a")\ndef a():\n    run(app.current_event.json_body["a"])\n',
  ],
];

test.each(FRAMEWORKS)('requests of %s', async (_what, code) => {
  expect(await isRun(code)).toBe(true);
});

test('a parameter of a harmless type does none', async () => {
  const code =
    'from fastapi import FastAPI\napp = FastAPI()\n@app.get("/{n}")\nasync def a(n: int, m: int | None = None):\n    run(f"{n}{m}")\n';
  expect(await isRun(code)).toBe(false);
});

test('a path behind a server that the environment names is no choice of the server', async () => {
  const code = (address: string): string =>
    `import os, requests\nHOST = os.environ["HOST"]\ndef handler(event, context):\n    requests.get(${address})\n`;
  const found = async (address: string) =>
    (await rulesBroken({ 'app.py': code(address) }, SHIPPED_FLOWS)).includes('flows/request');
  expect(await found('f"{HOST}/items/{event[\'id\']}"')).toBe(false);
  expect(await found('HOST + "/items/" + event["id"]')).toBe(false);
  expect(await found('f"{event[\'host\']}/items"')).toBe(true);
});

const MODELS = `import os, json
from dataclasses import dataclass
from pydantic import BaseModel, Field

class Order(BaseModel):
    name: str
    count: int
    code: str = Field(pattern=r"^[a-z]+$")

@dataclass
class Job:
    name: str

def handler(event, context):
    data = json.loads(event["body"])
`;

test.each([
  ['Order(**data).name', true],
  ['Order.model_validate(data).name', true],
  ['Order.model_validate_json(event["body"]).name', true],
  ['Job(**data).name', true],
  ['str(Order(**data).count)', false],
  ['str(Order.model_validate(data).count)', false],
  ['Order.model_validate(data).code', false],
])('a model lets through what its fields say: %s', async (value, is) => {
  const files = { 'app.py': `${MODELS}    os.system("ls " + ${value})\n` };
  expect((await rulesBroken(files, SHIPPED_FLOWS)).includes('flows/command')).toBe(is);
});
