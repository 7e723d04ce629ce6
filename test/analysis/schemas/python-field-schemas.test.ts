import { expect, test } from 'vitest';
import { rulesBroken } from '../../../src/analysis/dataflow/test-flows.js';
import { SHIPPED_FLOWS } from '../../support/shipped-flows.js';

const handler = (field: string, use: string): string =>
  `import os, json\nfrom marshmallow import Schema, fields, validate\nclass Job(Schema):\n    a = ${field}\ndef handler(event, context):\n    job = Job().load(json.loads(event["body"]))\n    os.system(f"run {${use}}")\n`;

test.each([
  ['fields.Int()', 'job["a"]', false],
  ['fields.UUID(required=True)', 'job["a"]', false],
  ['fields.Str(validate=validate.OneOf(["x", "y"]))', 'job["a"]', false],
  ['fields.Str(validate=[validate.Length(max=9), validate.Regexp("^[a-z]+$")])', 'job["a"]', false],
  ['fields.Str(validate=validate.Length(max=9))', 'job["a"]', true],
  ['fields.Raw()', 'job["a"]', true],
  ['fields.List(fields.Int())', 'job["a"][0]', false],
  ['fields.List(fields.Str())', 'job["a"][0]', true],
  ['fields.Int()', 'job["other"]', false],
])('%s lets harm through in %s: %s', async (field, use, is) => {
  expect(
    (await rulesBroken({ 'app.py': handler(field, use) }, SHIPPED_FLOWS)).includes('flows/command'),
  ).toBe(is);
});
