import { expect, it } from 'vitest';
import { wordsOf } from '../../support/fingerprint-bundle.js';
import type { Release } from '../../support/published-packages.js';
import { bundled, foundIn, indexOfPackages, namesIn } from '../../support/virtual-bundle.js';

/** Releases of one package of two files; unchanged code is in all of them. */
function releaseOf(version: string, first: string, second: string) {
  return {
    'package.json': JSON.stringify({ name: 'alpha', version, main: 'index.js' }),
    'index.js': `require('./part.js');\n${wordsOf('kept')}\n${first}`,
    'part.js': `${wordsOf('part')}\n${second}`,
  };
}

const OLD = releaseOf('1.0.0', wordsOf('one'), wordsOf('two'));
const NEW = releaseOf('2.0.0', wordsOf('three'), wordsOf('four'));
/** A version between both: one file is already as in the new one. */
const BETWEEN = releaseOf('1.5.0', wordsOf('one'), wordsOf('four'));
const INDEX = indexOfPackages([OLD, NEW]);

function copyOf(folder: string, release: typeof OLD): Record<string, string> {
  return {
    [folder]: release['index.js'].replace('./part.js', `${folder}/part`),
    [`${folder}/part`]: release['part.js'],
  };
}

const TWO = { 'entry.js': 'require("a"); require("b")' };

it('splits copies of two versions', async () => {
  const text = await bundled({ ...TWO, ...copyOf('a', OLD), ...copyOf('b', NEW) });
  expect(namesIn(await foundIn(text, INDEX)).sort()).toEqual(['alpha 1.0.0', 'alpha 2.0.0']);
});

it('gives each of two copies the files that both versions have', async () => {
  const same = wordsOf('same');
  const withSame = (folder: string, release: typeof OLD) => ({
    ...copyOf(folder, release),
    [folder]: `require('${folder}/same');\n${copyOf(folder, release)[folder] ?? ''}`,
    [`${folder}/same`]: same,
  });
  const published = (release: typeof OLD) => ({
    ...release,
    'index.js': `require('./same.js');\n${release['index.js']}`,
    'same.js': same,
  });
  const text = await bundled({ ...TWO, ...withSame('a', OLD), ...withSame('b', NEW) });
  const { packages } = await foundIn(text, indexOfPackages([published(OLD), published(NEW)]));
  expect(packages.map(({ version, evidence }) => [version, evidence[0]?.detail])).toEqual([
    ['1.0.0', expect.stringContaining('and 2 more files')],
    ['2.0.0', expect.stringContaining('and 2 more files')],
  ]);
});

it('splits copies of one version', async () => {
  const text = await bundled({ ...TWO, ...copyOf('a', OLD), ...copyOf('b', OLD) });
  const { packages } = await foundIn(text, INDEX);
  expect(packages.map(({ id, version }) => [id, version])).toEqual([
    ['npm:index.js!node_modules/alpha', '1.0.0'],
    ['npm:index.js!node_modules/alpha#2', '1.0.0'],
  ]);
});

it('splits copies without common files if each is a whole package', async () => {
  const renewed = {
    'package.json': JSON.stringify({ name: 'alpha', version: '3.0.0', main: 'lib/main.js' }),
    'lib/main.js': `require('./piece.js');\n${wordsOf('anew')}`,
    'lib/piece.js': wordsOf('piece'),
  };
  const text = await bundled({
    ...TWO,
    ...copyOf('a', OLD),
    b: renewed['lib/main.js'].replace('./piece.js', 'b/piece'),
    'b/piece': renewed['lib/piece.js'],
  });
  const found = await foundIn(text, indexOfPackages([OLD, renewed]));
  expect(namesIn(found).sort()).toEqual(['alpha 1.0.0', 'alpha 3.0.0']);
});

it('keeps a version between two without common files as one copy', async () => {
  const renewed = {
    'package.json': JSON.stringify({ name: 'alpha', version: '3.0.0', main: 'lib/main.js' }),
    'lib/main.js': wordsOf('anew'),
    'lib/piece.js': wordsOf('piece'),
  };
  const text = await bundled({
    'entry.js': 'require("a"); require("a/piece")',
    a: OLD['index.js'].replace("require('./part.js');", ''),
    'a/piece': renewed['lib/piece.js'],
  });
  expect((await foundIn(text, indexOfPackages([OLD, renewed]))).packages).toHaveLength(1);
});

it('keeps a version between two indexed ones as one copy', async () => {
  const text = await bundled({ 'entry.js': 'require("a")', ...copyOf('a', BETWEEN) });
  expect((await foundIn(text, INDEX)).packages).toHaveLength(1);
});

it('does not count some functions of another version beside most of one as a copy', async () => {
  const functions = (version: string): Release => ({
    'package.json': JSON.stringify({ name: 'many', version, main: 'index.js' }),
    'index.js': Array.from({ length: 60 }, (_, at) => `exports.f${at} = require('./f${at}.js');`).join('\n'),
    ...Object.fromEntries(
      Array.from({ length: 60 }, (_, at) => [
        `f${at}.js`,
        `exports.run = (a) => [a.same${at}, 'same ${at}', 'also ${at}', a.other${at}of${version[0]}, 'of ${at} in ${version}'];`,
      ]),
    ),
  });
  const [one, two] = [functions('1.0.0'), functions('2.0.0')];
  const names = Array.from({ length: 60 }, (_, at) => `f${at}.js`);
  const files = (release: Release, prefix: string, among: readonly string[]) =>
    Object.fromEntries(among.map((name) => [`${prefix}${name}`, release[name] ?? '']));
  const few = names.slice(0, 6);
  const required = [...names.map((name) => `a/${name}`), ...few.map((name) => `b/${name}`)];
  const text = await bundled({
    'entry.js': `${required.map((name) => `require("${name}")`).join(';')}; exports.x = ${JSON.stringify('x'.repeat(2500))}`,
    ...files(one, 'a/', names),
    ...files(two, 'b/', few),
  });
  expect((await foundIn(text, indexOfPackages([one, two]))).packages).toHaveLength(1);
});

it('splits copies of a package that publishes its files for two module systems', async () => {
  const exported = wordsOf('part').replaceAll('exports.', 'export const ');
  const release = {
    'package.json': JSON.stringify({ name: 'twice', version: '1.0.0', main: 'index.js', module: 'all.mjs' }),
    'index.js': wordsOf('part'),
    'all.mjs': exported,
  };
  const copies = { a: release['index.js'], b: release['index.js'] };
  const text = await bundled({ ...TWO, ...copies });
  expect((await foundIn(text, indexOfPackages([release]))).packages).toHaveLength(2);
});
