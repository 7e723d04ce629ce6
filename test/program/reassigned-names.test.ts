import { expect, test } from 'vitest';
import { rulesBroken } from '../../src/analysis/dataflow/test-flows.js';
import { SHIPPED_FLOWS } from '../support/shipped-flows.js';

const handler = (lines: readonly string[]): string =>
  ['import os', 'def handler(event, context):', ...lines.map((line) => `    ${line}`)].join('\n');

test.each<readonly [what: string, lines: readonly string[], isFound: boolean]>([
  ['an assignment that always runs', ['a = event["a"]', 'a = str(int(a))', 'os.system(a)'], false],
  ['an assignment in a branch', ['a = event["a"]', 'if event["b"]:', '    a = "x"', 'os.system(a)'], true],
  ['a function that is not known', ['a = event["a"]', 'a = decode(a)', 'os.system(a)'], true],
  ['other data', ['a = "x"', 'a = event["a"]', 'os.system(a)'], true],
  [
    'a loop over other values',
    ['for a in event["l"]:', '    print(a)', 'for a in ("x", "y"):', '    os.system(a)'],
    false,
  ],
  [
    'a loop over data',
    ['for a in ("x", "y"):', '    print(a)', 'for a in event["l"]:', '    os.system(a)'],
    true,
  ],
  ['a comprehension', ['b = [a for a in event["l"]]', '[os.system(a) for a in ("x", "y")]'], false],
  [
    'a function inside',
    ['a = "x"', 'def pick():', '    nonlocal a', '    a = event["a"]', 'pick()', 'os.system(a)'],
    true,
  ],
])('data behind %s', async (_what, lines, isFound) => {
  const broken = await rulesBroken({ 'app.py': handler(lines) }, SHIPPED_FLOWS);
  expect(broken.includes('flows/command')).toBe(isFound);
});
