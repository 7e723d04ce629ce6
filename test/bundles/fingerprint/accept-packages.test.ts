import { expect, it } from 'vitest';
import { releaseOf, wordsOf } from '../../support/fingerprint-bundle.js';
import { bundled, foundIn, indexOfPackages, namesIn } from './virtual-bundle.js';

const ALPHA = releaseOf('alpha', '1.0.0');
const BETA = releaseOf('beta', '2.0.0');

/** A package with code that is also published by itself. */
const LARGE = {
  'package.json': JSON.stringify({ name: 'large', version: '1.0.0', main: 'index.js' }),
  'index.js': `require('./table.js'); ${wordsOf('large')}; ${wordsOf('more')}; ${wordsOf('most')}`,
  'table.js': wordsOf('table').split('\n').slice(0, 12).join('\n'),
};

it('names what is there, and nothing that is not', async () => {
  const text = await bundled({ 'entry.js': 'require("alpha")', alpha: ALPHA['index.js'] ?? '' });
  const found = await foundIn(text, indexOfPackages([ALPHA], [BETA]));
  expect(namesIn(found)).toEqual(['alpha 1.0.0']);
  expect(found.packages[0]).toMatchObject({ confidence: 'high', presence: 'bundled' });
});

it('takes a sliver of a package for another package that holds the same code', async () => {
  const padding = `exports.own = ${JSON.stringify('own '.repeat(600))};`;
  const text = await bundled({ 'entry.js': `require("table"); ${padding}`, table: LARGE['table.js'] });
  expect(namesIn(await foundIn(text, indexOfPackages([LARGE])))).toEqual([]);
});

it('names the whole of it', async () => {
  const text = await bundled({
    'entry.js': 'require("large")',
    large: LARGE['index.js'],
    './table.js': LARGE['table.js'],
  });
  expect(namesIn(await foundIn(text, indexOfPackages([LARGE])))).toEqual(['large 1.0.0']);
});
