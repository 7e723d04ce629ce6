import { expect, test } from 'vitest';
import { rulesBroken } from '../../../src/analysis/dataflow/test-flows.js';
import { SHIPPED_FLOWS } from '../../support/shipped-flows.js';

async function isRun(files: Readonly<Record<string, string>>): Promise<boolean> {
  return (await rulesBroken(files, SHIPPED_FLOWS)).includes('flows/command');
}

test.each([
  ['a parameter', 'def run(first, last):\n    os.system(last)\n', 'run(**event["period"])', true],
  ['a parameter by name alone', 'def run(*, last):\n    os.system(last)\n', 'run(**event)', true],
  ['a parameter behind others', 'def run(a, last):\n    os.system(last)\n', 'run("a", **event)', true],
  [
    'a parameter of a method',
    'class Job:\n    def run(self, last):\n        os.system(last)\n',
    'Job().run(**event)',
    true,
  ],
  ['the rest', 'def run(a, **others):\n    os.system(others["last"])\n', 'run(**event)', true],
  [
    'a parameter that has its default else',
    'def run(last="ls"):\n    os.system(last)\n',
    'run(**event)',
    true,
  ],
  ['a parameter that is given by place', 'def run(a, b):\n    os.system(a)\n', 'run("a", **event)', false],
  ['a parameter that is given by name', 'def run(a, b):\n    os.system(a)\n', 'run(a="a", **event)', false],
  [
    'a variable of the function',
    'def run(a):\n    last = "ls"\n    os.system(last)\n',
    'run(**event)',
    false,
  ],
  [
    'a dictionary that code makes',
    'def run(a, b):\n    os.system(a)\n',
    'run(**{"a": "ls", "b": event["b"]})',
    false,
  ],
])('data behind two stars reaches %s: %s', async (...[, functions, call, is]) => {
  const code = `import os\n${functions}def handler(event, context):\n    ${call}\n`;
  expect(await isRun({ 'app.py': code })).toBe(is);
});

test.each([
  ['^[a-z]+$', false],
  ['[a-z]+', true],
])('data behind two stars keeps the schema %j of another module', async (pattern, is) => {
  expect(
    await isRun({
      'app.py': `import os\nfrom aws_lambda_powertools.utilities.validation import validator\nfrom shapes import INPUT\n\ndef run(first):\n    os.system(first)\n\n@validator(inbound_schema=INPUT)\ndef handler(event, context):\n    run(**event["period"])\n`,
      'shapes.py': `INPUT = {"properties": {"period": {"type": "object", "properties": {"first": {"type": "string", "pattern": "${pattern}"}}}}}\n`,
    }),
  ).toBe(is);
});

test.each([
  ['last', true],
  ['name', false],
])('a framework gives parameters data, not the variable %s of a route', async (argument, is) => {
  const code = `import os\nfrom fastapi import FastAPI\nfrom mangum import Mangum\napp = FastAPI()\n@app.get("/{last}")\ndef route(last):\n    name = "ls"\n    os.system(${argument})\nhandler = Mangum(app)\n`;
  const registered = code
    .replace('@app.get("/{last}")\ndef', 'def')
    .replace('handler =', 'app.get("/{last}")(route)\napp.get("/other/{last}")(route)\nhandler =');
  for (const each of [code, registered]) expect(await isRun({ 'app.py': each })).toBe(is);
});
