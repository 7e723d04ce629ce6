import { beforeAll, expect, it } from 'vitest';
import type { FingerprintIndex } from '../../../src/recognition/index/fingerprint-index.js';
import type { Package } from '../../../src/model/index.js';
import { releaseOf, wordsOf } from '../../support/fingerprint-bundle.js';
import { bundled, foundIn, indexOfPackages } from '../../support/virtual-bundle.js';

const INNER = ['1.0.0', '2.0.0'].map((version) =>
  releaseOf('inner', version, { topic: `inner${version[0]}` }),
);
const [OLD = '', NEW = ''] = INNER.map((release) => release['index.js']);
/** Far larger than its embedded package; otherwise its code alone would not be evidence for it. */
const OWN = ['a', 'b', 'c', 'd', 'e', 'f'].map((part) => wordsOf(`host${part}`)).join('\n');
const LIBRARY = `exports.inner = require('inner');\n${OWN}`;
const DEPENDENT = releaseOf('dependent', '1.0.0', { dependencies: { inner: '^2.0.0', other: '1.0.0' } });

let published = '';
let index: FingerprintIndex;

function hostOf(files: Readonly<Record<string, string>>, main: string) {
  return {
    'package.json': JSON.stringify({
      name: 'host',
      version: '1.0.0',
      main,
      exports: { '.': `./${main}`, './all': './all.js' },
    }),
    ...files,
  };
}

beforeAll(async () => {
  published = await bundled({ 'entry.js': LIBRARY, inner: OLD });
  index = indexOfPackages([hostOf({ 'all.js': published }, 'all.js')], INNER, [DEPENDENT]);
});

function shown({ name, version, presence, vendoredIn, confidence }: Package): string {
  return [name, version, presence, vendoredIn, confidence].filter(Boolean).join(' ');
}

async function rowsOf(modules: Readonly<Record<string, string>>, known = index): Promise<Package[]> {
  const entry = Object.keys(modules).map((name) => `require("${name}")`);
  const text = await bundled({ 'entry.js': entry.join(';'), ...modules });
  return [...(await foundIn(text, known)).packages];
}

it('names a package that another one embeds in its published file', async () => {
  const rows = await rowsOf({ host: published });
  expect(rows.map(shown)).toEqual([
    'host 1.0.0 bundled high',
    'inner 1.0.0 vendored npm:index.js!node_modules/host medium',
  ]);
  expect(rows[1]?.bytes).toBeGreaterThan(1000);
});

it('distinguishes an embedded package from an installed one of another or the same version', async () => {
  const others = await rowsOf({ host: published, inner: NEW });
  expect(others.map(shown)).toEqual([
    'host 1.0.0 bundled high',
    'inner 1.0.0 vendored npm:index.js!node_modules/host medium',
    'inner 2.0.0 bundled high',
  ]);
  const same = await rowsOf({ host: published, inner: OLD });
  expect(same.map(shown)).toContain('inner 1.0.0 bundled high');
});

it('an embedded package meets no requirement of other packages', async () => {
  const rows = await rowsOf({ host: published, dependent: DEPENDENT['index.js'] ?? '' });
  const [dependent] = rows;
  expect(rows.map(shown)).toContain('inner 1.0.0 vendored npm:index.js!node_modules/host medium');
  expect(dependent?.name).toBe('dependent');
  expect(dependent?.dependencies).not.toContain('npm:index.js!node_modules/host#inner');
});

it('an application that was bundled twice embeds nothing', async () => {
  const twice = await bundled({ 'entry.js': 'require("host"); require("inner")', host: LIBRARY, inner: OLD });
  const separate = indexOfPackages([hostOf({ 'index.js': LIBRARY }, 'index.js')], INNER);
  const rows = await rowsOf({ app: twice }, separate);
  expect(rows.map(shown)).toEqual(['host 1.0.0 bundled high', 'inner 1.0.0 bundled high']);
});

it('modules are not embedded if the package’s own modules stand beside them', async () => {
  const part = wordsOf('part');
  const all = await bundled({
    'entry.js': `${OWN}\nrequire('./part.js'); require('inner')`,
    './part.js': part,
    inner: OLD,
  });
  const separate = { 'index.js': `require('./part.js');\n${OWN}`, 'part.js': part };
  const both = indexOfPackages([hostOf({ ...separate, 'all.js': all }, 'index.js')], INNER);
  const nested = `${OWN}\nexports.map = {1:function(e,exports,r){${part}},2:function(e,exports,r){${OLD}}}`;
  const rows = await rowsOf({ app: nested }, both);
  expect(rows.map(shown)).toEqual(['host 1.0.0 bundled high', 'inner 1.0.0 bundled high']);
});

it('modules that another bundler kept in a map, inside one module of many, are embedded in a package that is not known', async () => {
  const map = `${OWN}\nexports.map = {1:function(e,exports,r){${wordsOf('part')}},2:function(e,exports,r){${OLD}}}`;
  const others = Object.fromEntries(
    ['p', 'q', 'r'].map((name) => [name, `exports.a = '${name}';${wordsOf(name)}`]),
  );
  const rows = await rowsOf({ unknown: map, ...others }, indexOfPackages(INNER));
  expect(rows.map(shown)).toEqual(['inner 1.0.0 vendored medium']);
  const both = await rowsOf({ unknown: map, inner: NEW, ...others }, indexOfPackages(INNER));
  expect(both.map(shown).sort()).toEqual(['inner 1.0.0 vendored medium', 'inner 2.0.0 bundled high']);
});

it('a package of whose one file several modules of a map are parts embeds the others', async () => {
  const parts = ['part', 'more'].map((part) => wordsOf(part));
  const library = `${OWN}\nexports.map = {1:function(e,exports,r){${parts[0]}},2:function(e,exports,r){${OLD}},3:function(e,exports,r){${parts[1]}}}`;
  const known = indexOfPackages([hostOf({ 'all.js': parts.join('\n') }, 'all.js')], INNER);
  const others = Object.fromEntries(['p', 'q', 'r', 's'].map((name) => [name, wordsOf(name)]));
  const rows = await rowsOf({ library, ...others }, known);
  expect(rows.map(({ name, presence, vendoredIn }) => [name, presence, vendoredIn])).toEqual([
    ['host', 'bundled', null],
    ['inner', 'vendored', 'npm:index.js!node_modules/host'],
  ]);
});
