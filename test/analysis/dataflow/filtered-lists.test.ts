import { expect, test } from 'vitest';
import { rulesBroken } from '../../../src/analysis/dataflow/test-flows.js';
import { SHIPPED_FLOWS } from '../../support/shipped-flows.js';

async function isRun(steps: string): Promise<boolean> {
  const code = `const cp = require('child_process'); const NAMES = new Set(['a', 'b']); const run = (text) => cp.execSync(text);
    exports.handler = (e) => { ${steps} };`;
  return (await rulesBroken({ 'index.js': code }, SHIPPED_FLOWS)).includes('flows/command');
}

const CHOSEN = 'const chosen = Object.entries(e.q).filter(([name]) => NAMES.has(name));';

test.each([
  ['names', `${CHOSEN} run(chosen.map(([name]) => '-' + name).join(' '))`, false],
  ['the first name', `${CHOSEN} const [[name]] = chosen; run(name)`, false],
  ['names, one after the other', `${CHOSEN} for (const [name] of chosen) run(name)`, false],
  ['values', `${CHOSEN} run(chosen.map(([, value]) => value).join(' '))`, true],
  ['names and values', `${CHOSEN} run(chosen.map(([name, value]) => name + value).join(' '))`, true],
  ['values, one after the other', `${CHOSEN} for (const [, value] of chosen) run(value)`, true],
  ['pairs', `${CHOSEN} run(chosen.join(' '))`, true],
  [
    'names that are only compared with one',
    "run(Object.entries(e.q).filter(([name]) => name !== 'page').map(([name]) => name).join(' '))",
    true,
  ],
  [
    'names of which the values are checked',
    'run(Object.entries(e.q).filter(([, value]) => NAMES.has(value)).map(([name]) => name).join())',
    true,
  ],
  [
    'values that are checked',
    'run(Object.entries(e.q).filter(([, value]) => NAMES.has(value)).map(([, value]) => value).join())',
    false,
  ],
])('pairs of which code keeps those that it allows: %s', async (_what, steps, is) => {
  expect(await isRun(steps)).toBe(is);
});
