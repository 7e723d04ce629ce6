import { expect, test } from 'vitest';
import { dataflow } from '../../src/analysis/dataflow/index.js';
import { NO_INVENTORY, type Package } from '../../src/model/index.js';
import { PackageCode, programOf } from '../../src/program/index.js';
import { memoryTree } from '../support/memory-tree.js';
import { packageOf } from '../support/model-builders.js';
import { SHIPPED_FLOWS } from '../support/shipped-flows.js';

/** A bundle that holds a package, whose code does not show what it does: it writes to a socket. */
const PACKAGE = 'var a=class{query(t){return ä.write(t)}};';

async function rulesIn(own: string): Promise<string[]> {
  const text = `${PACKAGE}${own}`;
  const tree = memoryTree({ 'index.js': text });
  const bundled = packageOf('pg', '8.11.0', {
    presence: 'bundled',
    locations: [{ path: 'index.js', ranges: [[0, Buffer.byteLength(PACKAGE)]] }],
  });
  const { facts } = await dataflow.analyseArtifact({
    tree,
    inventory: { ...NO_INVENTORY, packages: [bundled] },
    program: programOf(tree, ['index.js']),
    kind: 'function',
    flows: SHIPPED_FLOWS,
  });
  return (facts.javascript?.flows ?? []).flatMap(({ rule }) => rule ?? []);
}

test.each([
  ['a member of a bundled package', 'exports.handler=e=>new a().query("x"+e.id);', ['flows/sql']],
  ['an object of it', 'var b=new a;exports.handler=async e=>{await b.query(`x${e.id}`)};', ['flows/sql']],
  ['parameters', 'var b=new a;exports.handler=e=>b.query("x",[e.id]);', []],
])('%s', async (_what, own, rules) => {
  expect(await rulesIn(own)).toEqual(rules);
});

test('tells the pieces outside of some packages, with what is around them', () => {
  const at = (name: string, start: number, end: number): Package =>
    packageOf(name, '1.0.0', { presence: 'bundled', locations: [{ path: 'a.js', ranges: [[start, end]] }] });
  const code = new PackageCode({ packages: [at('a', 100, 200), at('b', 200, 300), at('a', 340, 400)] });
  const place = { path: 'a.js', text: 'x'.repeat(500), reach: 10 };
  expect(code.outsideOf(place, (name) => name === 'a')).toEqual([
    { start: 0, end: 110 },
    { start: 190, end: 350 },
    { start: 390, end: 500 },
  ]);
  expect(code.outsideOf({ ...place, reach: 60 }, () => true)).toEqual([
    { start: 0, end: 160 },
    { start: 240, end: 500 },
  ]);
});
