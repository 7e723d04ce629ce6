import { expect, test } from 'vitest';
import { rulesBroken } from '../../../src/analysis/dataflow/test-flows.js';
import { SHIPPED_FLOWS } from '../../support/shipped-flows.js';

const broken = (files: Record<string, string>): Promise<string[]> => rulesBroken(files, SHIPPED_FLOWS);

function inNode(code: string): Record<string, string> {
  const run = "const run = (text) => require('child_process').execSync('ls ' + text);";
  return {
    'index.js': `${run} exports.handler = async (event) => { const body = JSON.parse(event.body); ${code} };`,
  };
}

function inPython(code: string): Record<string, string> {
  const lines = ["body = json.loads(event['body'])", ...code.split('; '), "os.system('ls ' + body['id'])"];
  const text = lines.map((line) => `    ${line}\n`).join('');
  return { 'app.py': `import json, os, re\ndef handler(event, context):\n${text}` };
}

const NODE = 'if (!/^[a-z]+$/.test(body.id)) return;';
const PYTHON = "if not re.fullmatch('[a-z]+', body['id']): return";

test.each([
  ['a checked part gets a value', inNode(`${NODE} body.id = body.raw; run(body.id);`)],
  ['any part gets one', inNode(`${NODE} body[event.key] = event.raw; run(body.id);`)],
  [
    'what it is part of gets one',
    inNode(`let at = body; if (!/^[a-z]+$/.test(at.id)) return; at = event; run(at.id);`),
  ],
  ['Object.assign of others', inNode(`${NODE} Object.assign(body, event.more); run(body.id);`)],
  ['Object.assign of the part', inNode(`${NODE} Object.assign(body, { id: event.raw }); run(body.id);`)],
  [
    'a part of what a schema checked',
    inNode(
      `const { z } = require('zod'); const S = z.object({ id: z.number() }); const found = S.safeParse(body); if (!found.success) return; body.id = event.raw; run(body.id);`,
    ),
  ],
  ['Python: a checked part gets a value', inPython(`${PYTHON}; body['id'] = body['raw']`)],
  ['Python: any part gets one', inPython(`${PYTHON}; body[event['key']] = event['raw']`)],
  ['Python: what it is part of gets one', inPython(`${PYTHON}; body = event`)],
  ['Python: update', inPython(`${PYTHON}; body.update(event['more'])`)],
])('a check says nothing of what a name gets after it: %s', async (_what, files) => {
  expect(await broken(files)).toEqual(['flows/command']);
});

test.each([
  ['another part gets a value', inNode(`${NODE} body.at = Date.now(); run(body.id);`)],
  ['before the check', inNode(`body.id = body.raw; ${NODE} run(body.id);`)],
  ['its own text', inNode(`${NODE} body.id = body.id.trim(); run(body.id);`)],
  ['a constant', inNode(`${NODE} body.id = 'a'; run(body.id);`)],
  ['Object.assign of another part', inNode(`${NODE} Object.assign(body, { at: event.raw }); run(body.id);`)],
  ['Object.assign to another', inNode(`${NODE} Object.assign({}, event.more); run(body.id);`)],
  ['Python: another part', inPython(`${PYTHON}; body['at'] = event['at']`)],
  ['Python: its own text', inPython(`${PYTHON}; body['id'] = body['id'].strip()`)],
  ['Python: a constant', inPython(`${PYTHON}; body['id'] = 'a'`)],
])('a check holds while its name does: %s', async (_what, files) => {
  expect(await broken(files)).toEqual([]);
});
