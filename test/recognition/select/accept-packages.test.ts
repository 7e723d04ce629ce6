import { expect, it } from 'vitest';
import { releaseOf, wordsOf } from '../../support/fingerprint-bundle.js';
import { bundled, foundIn, indexOfPackages, namesIn } from '../../support/virtual-bundle.js';

const ALPHA = releaseOf('alpha', '1.0.0');
const BETA = releaseOf('beta', '2.0.0');

/** A package with code that is also published by itself. */
const LARGE = {
  'package.json': JSON.stringify({ name: 'large', version: '1.0.0', main: 'index.js' }),
  'index.js': `require('./table.js'); ${wordsOf('large')}; ${wordsOf('more')}; ${wordsOf('most')}`,
  'table.js': wordsOf('table').split('\n').slice(0, 12).join('\n'),
};

it('names the packages that are there, and no others', async () => {
  const text = await bundled({ 'entry.js': 'require("alpha")', alpha: ALPHA['index.js'] ?? '' });
  const found = await foundIn(text, indexOfPackages([ALPHA], [BETA]));
  expect(namesIn(found)).toEqual(['alpha 1.0.0']);
  expect(found.packages[0]).toMatchObject({ confidence: 'high', presence: 'bundled' });
});

it('a sliver of a package counts as another package’s copy of its code', async () => {
  const padding = `exports.own = ${JSON.stringify('own '.repeat(600))};`;
  const text = await bundled({ 'entry.js': `require("table"); ${padding}`, table: LARGE['table.js'] });
  expect(namesIn(await foundIn(text, indexOfPackages([LARGE])))).toEqual([]);
});

const OWN = `const exports = globalThis.own = { text: ${JSON.stringify('own '.repeat(600))} };`;

/** A package most of which is a table. */
const NAMES = Array.from({ length: 200 }, (_, at) => `name${at}: ${JSON.stringify(`name of ${at}`)}`);
const TABLED = {
  'package.json': JSON.stringify({ name: 'tabled', version: '1.0.0', main: 'index.js' }),
  'index.js': `require('./deps/names.js'); ${wordsOf('tabled')}`,
  'deps/names.js': `exports.names = { ${NAMES.join(', ')} };`,
};

it.each([
  ['does not name a package by its table alone', 'require("./deps/names.js")', []],
  ['names it by the table with what is published beside it', 'require("tabled")', ['tabled 1.0.0']],
])('%s', async (_how, entry, expected) => {
  const modules = {
    'entry.js': `${OWN}\n${entry}`,
    tabled: TABLED['index.js'],
    './deps/names.js': TABLED['deps/names.js'],
  };
  expect(namesIn(await foundIn(await bundled(modules), indexOfPackages([TABLED])))).toEqual(expected);
});

it('a part of a locked package counts as another package’s copy of its code', async () => {
  const { 'index.js': main, ...more } = LARGE;
  const mostlyLeftOut = {
    ...more,
    'table.js': wordsOf('table'),
    'index.js': `${main}; ${wordsOf('yet')}; ${wordsOf('again')}`,
  };
  const padding = `exports.own = ${JSON.stringify('own '.repeat(600))};`;
  const text = await bundled({
    'entry.js': `require("table"); ${padding}`,
    table: mostlyLeftOut['table.js'],
  });
  const listed = [{ name: 'large', version: '1.0.0', isPublic: true }];
  expect(namesIn(await foundIn(text, indexOfPackages([mostlyLeftOut]), listed))).toEqual([]);
});

it('names a package that is there as a whole', async () => {
  const text = await bundled({
    'entry.js': 'require("large")',
    large: LARGE['index.js'],
    './table.js': LARGE['table.js'],
  });
  expect(namesIn(await foundIn(text, indexOfPackages([LARGE])))).toEqual(['large 1.0.0']);
});

/** Functions that all do different things. */
function functionsOf(topic: string): string {
  const sums = Array.from({ length: 240 }, (_, at) =>
    Array.from(at.toString(2).padStart(8, '0'), (bit) => (bit === '1' ? ' + it.sum()' : ' * it')).join(''),
  );
  return sums.map((sum, at) => `exports.${topic}${at} = (it) => '${topic} ${at}'${sum};`).join('\n');
}

it.each([
  ['little', 12, []],
  ['much', 240, ['parts 1.0.0']],
])('of a package with many parts and no entry: %s code', async (_, count, expected) => {
  const topics = Array.from({ length: 40 }, (_each, at) => `topic${at}s`);
  const release = {
    'package.json': JSON.stringify({ name: 'parts', version: '1.0.0', main: 'index.js' }),
    'index.js': [wordsOf('entry'), ...topics.map((topic) => `require('./lib/${topic}.js');`)].join('\n'),
    ...Object.fromEntries(topics.map((topic) => [`lib/${topic}.js`, functionsOf(topic)])),
  };
  const [one = '', other = ''] = topics.map((topic) => part(functionsOf(topic), 0, count));
  const text = await bundled({ 'entry.js': 'require("one"); require("other")', one, other });
  expect(namesIn(await foundIn(text, indexOfPackages([release])))).toEqual(expected);
});

/** Statements of a text: those from one to another. */
function part(text: string, from: number, to: number): string {
  return text.split('\n').slice(from, to).join('\n');
}

it.each([
  [40, []],
  [130, ['large 1.0.0']],
])('of a file that bundlers take as a whole: %i of 180 hoisted statements', async (count, expected) => {
  const words = ['large', 'more', 'most'].map((topic) => wordsOf(topic)).join('\n');
  const release = { ...LARGE, 'index.js': words };
  const text = await bundled({ 'entry.js': `${OWN}\n${part(words, 0, count)}; export {}` }, 'esm');
  expect(namesIn(await foundIn(text, indexOfPackages([release])))).toEqual(expected);
});

const SMALL = releaseOf('small', '1.0.0');
const REQUIRING = releaseOf('dependent', '1.0.0', { dependencies: { small: '^1.0.0' } });
const NOT_REQUIRING = releaseOf('dependent', '2.0.0', { topic: 'anew' });

it.each([
  ['requires', REQUIRING, ['dependent 1.0.0', 'small 1.0.0']],
  ['no longer requires', NOT_REQUIRING, ['dependent 2.0.0']],
])('needs less evidence for a package that the bundled version %s', async (_what, release, expected) => {
  const own = part(wordsOf('unknown'), 0, 24);
  const text = await bundled({
    'entry.js': `${OWN}; require("dependent"); require("small")`,
    dependent: release['index.js'] ?? '',
    small: `${part(SMALL['index.js'] ?? '', 0, 36)}; ${own}`,
  });
  const index = indexOfPackages([REQUIRING, NOT_REQUIRING], [SMALL]);
  expect(namesIn(await foundIn(text, index))).toEqual(expected);
});

it.each([
  ['nothing else: it is named by its code', '', 'medium'],
  ['more code: it is named by its dependent', part(wordsOf('unknown'), 0, 5), 'low'],
])('names a required package by a sliver in a module that holds %s', async (_what, more, confidence) => {
  const dependent = releaseOf('dependent', '1.0.0', { dependencies: { large: '^1.0.0' } });
  const text = await bundled({
    'entry.js': `${OWN}; require("dependent"); require("large")`,
    dependent: dependent['index.js'] ?? '',
    large: `${LARGE['table.js']}; ${more}`,
  });
  const { packages } = await foundIn(text, indexOfPackages([dependent], [LARGE]));
  expect(packages.find(({ name }) => name === 'large')).toMatchObject({ confidence });
});
