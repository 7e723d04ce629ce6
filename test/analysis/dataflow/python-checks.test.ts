import { expect, test } from 'vitest';
import { rulesBroken } from '../../../src/analysis/dataflow/test-flows.js';
import { SHIPPED_FLOWS } from '../../support/shipped-flows.js';

test.each([
  ['all separators taken out', 'key.replace("/", "")', false],
  ['separators turned into others', 'key.replace("/", "_")', false],
  ['the last part', 'key.split("/")[-1]', false],
  ['the last part, split once', 'key.rsplit("/", 1)[1]', false],
  ['other characters taken out', 'key.replace("a", "")', true],
  ['separators put in', 'key.replace("/", "//")', true],
  ['separators put in by data', 'key.replace("/", event["by"])', true],
  ['a part of something else', 'key.split("a")[-1]', true],
  ['several parts', '"/".join(key.split("/")[1:])', true],
])('a path made of %s', async (_what, name, is) => {
  const code = `def handler(event, context):\n    key = event["key"]\n    open("/tmp/" + ${name}, "wb")\n`;
  expect((await rulesBroken({ 'app.py': code }, SHIPPED_FLOWS)).includes('flows/path')).toBe(is);
});
