import { expect, it } from 'vitest';
import { reachability } from '../../../src/analysis/reachability/index.js';
import { bundleFacts } from '../../../src/analysis/reachability/bundle-facts.js';
import { NO_INVENTORY, type Package } from '../../../src/model/index.js';
import { programOf } from '../../../src/program/index.js';
import { memoryTree } from '../../support/memory-tree.js';
import { artifactOf, functionOf, packageOf } from '../../support/model-builders.js';

/** Characters of several bytes stand before the modules. */
const BUNDLE = `"é\u{1f600}";
var w = (f, m) => () => (m || f((m = { exports: {} }).exports, m), m.exports);
var a = w((exports, module) => { module.exports = 'alpha'; });
var b = w((exports, module) => { module.exports = 'beta'; });
var c = w((exports, module) => { module.exports = 'gamma'; });
var delta = a();
exports.handler = () => b();
`;

/** A package whose code is the given text of the bundle. */
function bundled(name: string, path = 'index.js'): Package {
  const start = Buffer.from(BUNDLE).indexOf(name);
  const ranges = [[start, start + name.length] as const];
  return packageOf(name, '1.0.0', { id: name, presence: 'bundled', locations: [{ path, ranges }] });
}

function inputOf(packages: readonly Package[], files: Readonly<Record<string, string>>) {
  const tree = memoryTree(files);
  const inventory = { ...NO_INVENTORY, packages };
  return { tree, inventory, program: programOf(tree, []), kind: 'function' as const };
}

const PACKAGES = ['alpha', 'beta', 'gamma', 'delta'].map((name) => bundled(name));

it('answers about packages of a bundle by the modules that hold them', async () => {
  const { facts } = await reachability.analyseArtifact(inputOf(PACKAGES, { 'index.js': BUNDLE }));
  const artifact = artifactOf('zip', { packages: PACKAGES });
  const mounts = [{ artifact: 'zip', path: '/var/task' }];
  const { reachable } = reachability.answerFunction({
    fn: functionOf('fn', { handler: 'index.handler', mounts }),
    mounts: [{ path: '/var/task', artifact, facts }],
    before: { reachable: new Map(), findings: [], problems: [] },
  });
  const when = Object.fromEntries([...reachable].map(([key, answer]) => [key, answer.when]));
  expect(when).toEqual({ 'zip#alpha': 'start', 'zip#beta': 'call', 'zip#delta': 'start' });
});

it('gives places in bytes', async () => {
  const [found] = await bundleFacts(inputOf(PACKAGES, { 'index.js': BUNDLE }));
  expect(found?.[0]).toBe('index.js');
  const modules = (found?.[1].code ?? []).filter(([, , part]) => part > 0);
  const texts = modules.map(([start, end]) => Buffer.from(BUNDLE).subarray(start, end).toString());
  expect(texts.length).toBeGreaterThan(2);
  expect(texts.every((text) => /^\{.*\}$/s.test(text))).toBe(true);
});

it('has nothing of a file that is no bundle, is missing or cannot be parsed', async () => {
  expect(await bundleFacts(inputOf([packageOf('x', '1.0.0')], { 'index.js': BUNDLE }))).toEqual([]);
  expect(await bundleFacts(inputOf(PACKAGES, {}))).toEqual([]);
  expect(await bundleFacts(inputOf(PACKAGES, { 'index.js': 'var = ;' }))).toEqual([]);
});
