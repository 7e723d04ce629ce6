import { expect, test } from 'vitest';
import { rulesBroken } from '../../../src/analysis/dataflow/test-flows.js';
import { SHIPPED_FLOWS } from '../../support/shipped-flows.js';

test.each([
  ['a list of the module', 'seen', ['flows/state']],
  ['its length', 'len(seen)', []],
  ['a list of the function', 'own', []],
])('what an answer holds: %s', async (_what, answer, rules) => {
  const code = `
import json

seen = []

def handler(event, context):
    own = []
    own.append(event["name"])
    seen.append(event["name"])
    return {"statusCode": 200, "body": json.dumps(${answer})}
`;
  expect(await rulesBroken({ 'app.py': code }, SHIPPED_FLOWS)).toEqual(rules);
});
