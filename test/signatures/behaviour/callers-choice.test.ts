import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { completeSet, loadSignatures, scanSignatures } from '../../../src/signatures/index.js';
import { memoryTree } from '../../support/memory-tree.js';

const signatures = completeSet(
  await loadSignatures(fileURLToPath(new URL('../../../signatures', import.meta.url))),
);

async function isReported(code: string): Promise<boolean> {
  const tree = memoryTree({ 'index.js': code });
  const { findings } = await scanSignatures({ tree, packages: [], signatures });
  return findings.some(({ rule }) => rule === 'code/runs-response');
}

const RUN = 'fetch(url).then((answer) => answer.text()).then((code) => (0, eval)(code))';

it.each([
  ['an exported function', `exports.load = (url) => ${RUN};`],
  ['a method of an object of others', `System.prototype.load = function (url) { return ${RUN}; };`],
])('is a choice of callers: %s', async (_what, code) => {
  expect(await isReported(code)).toBe(false);
});

it.each([
  ['the code has the address', `const url = pick(); ${RUN};`],
  ['code calls it', `const load = (url) => ${RUN}; load(pick());`],
  ['code calls it as a method', `function load(url) { return ${RUN}; } load.call(null, pick());`],
  [
    'code binds its argument',
    `function load(url) { return ${RUN}; } exports.load = load.bind(null, pick());`,
  ],
  ['code gives it to others', `const load = (url) => ${RUN}; pick().forEach(load);`],
  ['code gives it to a list', `const load = (url) => ${RUN}; [pick()].map(load);`],
  ['code listens by it', `pick().on('address', (url) => ${RUN});`],
  ['code changes it', `exports.load = (url) => { url = url || pick(); return ${RUN}; };`],
  ['code has another one by default', `exports.load = (url = 'https://c.example.invalid') => ${RUN};`],
  ['code makes an object', `class A { constructor(url) { ${RUN}; } } exports.a = new A(pick());`],
  ['code sets a property', `const a = { set url(url) { ${RUN}; } }; a.url = pick();`],
])('is none: %s', async (_what, code) => {
  expect(await isReported(code)).toBe(true);
});
