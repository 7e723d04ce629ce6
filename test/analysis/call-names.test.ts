import { expect, test } from 'vitest';
import { canApply } from '../../src/analysis/call-names.js';

test.each([
  ["const cp = require('child_process');", true],
  ['require(name)', true],
  ["require('./plugins/' + name)", true],
  ['await import(`./plugins/${name}.js`)', true],
  ['import (\n  name)', true],
  ["const a = require('./a');", false],
  ['const a = await import("./a");', false],
  ["import a from './a';", false],
  ['__webpack_require__(name)', false],
  ['', false],
])('a rule can apply to code: %s', (text, is) => {
  expect(canApply(text, ['child_process', 'require', 'import'])).toBe(is);
});
