import { Buffer } from 'node:buffer';
import { expect, it } from 'vitest';
import { PackageCode } from '../../../src/program/index.js';
import { bundleStretches, piecesOutside } from '../../../src/signatures/census/bundle-stretches.js';
import { scannedFile } from '../../../src/signatures/match/scanned-file.js';
import { readScript } from '../../../src/syntax/index.js';
import { withLimit } from '../../support/lowered-limit.js';
import { packageOf } from '../../support/model-builders.js';

const REST = ';t.more=1'.repeat(30);
const ONE = `e.exports=function(){return "one"}${REST}`;
const TWO = `e.exports=function(){return "two"}${REST}`;
const KNOWN = `e.exports=function(){return "of lodash"}${REST}`;
/** As webpack writes it. */
const BUNDLE = `(()=>{var m={1:(e,t,n)=>{${ONE}},2:(e,t,n)=>{${KNOWN}},3:(e,t,n)=>{${TWO}}},c={};function r(i){var o=c[i];if(void 0!==o)return o.exports;var a=c[i]={exports:{}};return m[i](a,a.exports,r),a.exports}r(1)})();`;

function stretchesIn(text: string, known: readonly (readonly [name: string, code: string])[]) {
  const bytes = Buffer.from(text);
  const path = 'index.js';
  const entry = { path, size: bytes.length, executable: false };
  const file = scannedFile({ entry, path, bytes, keywords: new Set() });
  const packages = known.map(([name, code]) => {
    const start = bytes.indexOf(code);
    const ranges = [[start, start + Buffer.byteLength(code)] as [number, number]];
    return packageOf(name, '1.0.0', { locations: [{ path, ranges }] });
  });
  const program = readScript(text);
  if (typeof program === 'string') throw new Error(program);
  return bundleStretches(file, new PackageCode({ packages }), program);
}

it('each module that few know is a stretch of its own, at its place in the bundle', () => {
  const stretches = stretchesIn(BUNDLE, [['lodash', KNOWN]]);
  for (const { from, script } of stretches) {
    expect(BUNDLE.startsWith(script, from)).toBe(true);
    expect(script).not.toContain('of lodash');
    expect(script.includes('one') && script.includes('two')).toBe(false);
  }
  const all = stretches.map(({ script }) => script).join('\n');
  expect(all).toContain(ONE);
  expect(all).toContain(TWO);
});

it('the code of a package that few know is judged', () => {
  const all = stretchesIn(BUNDLE, [['pad-columns-lite', KNOWN]]).map(({ script }) => script);
  expect(all.join('\n')).toContain('of lodash');
});

it('places of code behind characters of several bytes are places in the text', () => {
  const stretches = stretchesIn(BUNDLE.replace('one', 'ëëë€'), [['lodash', KNOWN]]);
  expect(stretches.map(({ script }) => script).join('\n')).not.toContain('lodash');
});

it('a bundle with as much unknown code as many libraries have is not judged', async () => {
  await withLimit('behaviour-together', 60, () => {
    expect(stretchesIn(BUNDLE, [['lodash', KNOWN]])).toEqual([]);
  });
});

it('a bundle of many small modules is searched no more often than it has code for', () => {
  const modules = Array.from({ length: 500 }, (_, index) => `${index}:(e,t,n)=>{e.exports=${index}}`).join(
    ',',
  );
  expect(stretchesIn(`(()=>{var m={${modules}};m[1]()})();`, [])).toEqual([]);
});

it.each([
  { what: 'nothing known, no border', spans: [], borders: [], pieces: [[0, 10]] },
  { what: 'a border', spans: [], borders: [4], pieces: [[0, 4], [4, 10]] }, // prettier-ignore
  { what: 'known code', spans: [[2, 5]], borders: [], pieces: [[0, 2], [5, 10]] }, // prettier-ignore
  { what: 'known code that overlaps', spans: [[0, 5], [3, 8], [4, 6]], borders: [], pieces: [[8, 10]] }, // prettier-ignore
  { what: 'borders in and at known code', spans: [[2, 5]], borders: [2, 3, 5, 7], pieces: [[0, 2], [5, 7], [7, 10]] }, // prettier-ignore
  { what: 'all known', spans: [[0, 10]], borders: [5], pieces: [] },
] as const)('pieces outside of known code: $what', ({ spans, borders, pieces }) => {
  expect(piecesOutside(spans, borders, 10)).toEqual(pieces);
});
