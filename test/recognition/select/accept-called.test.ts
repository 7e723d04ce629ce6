import { expect, it } from 'vitest';
import { releaseOf, wordsOf } from '../../support/fingerprint-bundle.js';
import { bundled, foundIn, indexOfPackages, namesIn } from '../../support/virtual-bundle.js';

const LARGE = releaseOf('large', '1.0.0', { dependencies: { tiny: '^1.0.0' } });

/** A package of one short module. */
function tinyOf(name: string, code: string) {
  return {
    'package.json': JSON.stringify({ name, version: '1.0.0', main: 'index.js' }),
    'index.js': code,
  };
}

const TINY = tinyOf('tiny', "module.exports = (value) => value.tinyField === 'tiny';");

async function namesOf(modules: Readonly<Record<string, string>>): Promise<string[]> {
  const own = `const own = ${JSON.stringify('own '.repeat(600))};`;
  const text = await bundled({ 'entry.js': `${own} module.exports = [own, require("large")];`, ...modules });
  const found = await foundIn(text, indexOfPackages([LARGE], [TINY]));
  const rows = found.packages.filter(({ bytes }) => bytes > 0);
  return namesIn({ ...found, packages: rows });
}

it('locates a package of one small module by who calls it', async () => {
  expect(await namesOf({ large: LARGE['index.js'] ?? '', tiny: TINY['index.js'] })).toEqual([
    'large 1.0.0',
    'tiny 1.0.0',
  ]);
});

it.each([
  ['has a text that the package lacks', "module.exports = (value) => value.tinyField === 'another text';"],
  ['lacks a field that the package has', "module.exports = (value) => value === 'tiny';"],
  [
    'is longer than the package',
    `module.exports = (value) => [value.tinyField, 'tiny'${', value'.repeat(200)}];`,
  ],
])('does not take a module for it that %s', async (_how, tiny) => {
  expect(await namesOf({ large: LARGE['index.js'] ?? '', tiny })).toEqual(['large 1.0.0']);
});

it('does not take a module for it that only other code calls', async () => {
  const modules = {
    'entry.js': 'require("large"); require("other")',
    large: wordsOf('large'),
    other: 'require("tiny")',
    tiny: TINY['index.js'],
  };
  expect(await namesOf(modules)).toEqual(['large 1.0.0']);
});

it('does not take an entry for a package whose other files would have been recognised', async () => {
  const tiny = {
    ...TINY,
    'index.js': `${TINY['index.js']} require('./lib/large');`,
    'lib/large.js': wordsOf('lib'),
  };
  const text = await bundled({
    'entry.js': `const own = ${JSON.stringify('own '.repeat(600))}; module.exports = [own, require("large")];`,
    large: LARGE['index.js'] ?? '',
    tiny: TINY['index.js'],
  });
  const found = await foundIn(text, indexOfPackages([LARGE], [tiny]));
  expect(found.packages.filter(({ bytes }) => bytes > 0).map(({ name }) => name)).toEqual(['large']);
});
