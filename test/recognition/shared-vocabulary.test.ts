import { expect, it } from 'vitest';
import type { BundleContents } from '../../src/recognition/index.js';
import {
  asModule,
  bundleReleases,
  functionsIn,
  ownCode,
  releaseIn,
  type Recipe,
} from '../support/shared-vocabulary.js';
import { foundIn, indexOfPackages } from '../support/virtual-bundle.js';

const HARBOR: Recipe = { name: 'harbor', files: [6, 4, 8, 3, 5, 7, 2, 9] };
const LANTERN: Recipe = { name: 'lantern', files: [12, 10, 14], isModule: true };
const PEBBLE: Recipe = { name: 'pebble', files: [3] };
const KINDLE: Recipe = {
  name: 'kindle',
  files: [2, 2],
  dependencies: { pebble: '^1.2.0', harbor: '~1.3.0' },
};
const HARBOR_NG: Recipe = { ...HARBOR, name: 'harbor-ng', forkOf: 'harbor' };
const LANTERN_LITE: Recipe = { ...LANTERN, name: 'lantern-lite', files: [12, 10], forkOf: 'lantern' };
const QUARRY: Recipe = { name: 'quarry', files: [5, 5], embeds: PEBBLE, rows: 150 };
const THICKET: Recipe = { name: 'thicket', files: Array.from({ length: 30 }, (_, at) => 1 + (at % 4)) };
const MEADOW: Recipe = {
  name: 'meadow',
  files: [8, 8, 8],
  isModule: true,
  dependencies: { lantern: '^1.1.0' },
};
/** Released together, and with much of one another's code. */
const KIN = Array.from({ length: 12 }, (_, at): Recipe => {
  const next = at < 11 ? { [`@kin/part-${'bcdefghijkl'[at]}`]: '~1.2.0' } : {};
  return { name: `@kin/part-${'abcdefghijkl'[at]}`, files: [2 + (at % 3), 2], dependencies: next };
});
const RECIPES = [HARBOR, LANTERN, PEBBLE, KINDLE, HARBOR_NG, LANTERN_LITE, QUARRY, THICKET, MEADOW, ...KIN];

/** Version 4 of each is published, and not in the index. */
const INDEXED = [0, 1, 2, 3, 5, 6];
const index = indexOfPackages(
  ...RECIPES.map((recipe) => INDEXED.map((version) => releaseIn(recipe, version))),
);

/** Name, versions, confidence and bytes of each row, and the bytes of other owners. */
function rowsOf({ packages, shares }: BundleContents): string[] {
  const rows = packages.map(({ name, version, candidates, confidence, bytes }) =>
    [name, version ?? (candidates.join('|') || '?'), confidence, bytes].join(' '),
  );
  return [...rows.sort(), `own ${shares.firstParty}, nobody's ${shares.unattributed}`];
}

interface Application {
  readonly what: string;
  readonly text: string;
  /** Names of packages that are present whole. */
  readonly has?: readonly string[];
}

const OWN = ownCode(30);
const everything = { 'own.js': OWN };

/** An application that requires packages whole. */
async function whole(
  recipes: readonly Recipe[],
  version: number,
  format: 'cjs' | 'esm' = 'cjs',
): Promise<Application> {
  const names = recipes.map(({ name }) => name);
  const load = (name: string): string =>
    format === 'esm' ? `export * from '${name}';` : `require('${name}');`;
  const entry = [...names, './own.js'].map(load).join('\n');
  const releases = recipes.map((recipe) => releaseIn(recipe, version));
  return {
    what: `${names.length > 3 ? `${names.length} packages` : names.join(', ')} in version ${version}, ${format}`,
    text: await bundleReleases({ ...everything, 'entry.js': entry }, releases, format),
    has: names,
  };
}

/** An application that requires some of a package's files. */
async function someFiles(recipe: Recipe, count: number): Promise<Application> {
  const paths = recipe.files.slice(0, count).map((_, at) => `${recipe.name}/lib/part${at}.js`);
  const entry = [...paths, './own.js'].map((path) => `require('${path}');`).join('\n');
  return {
    what: `${count} files of ${recipe.name}`,
    text: await bundleReleases({ ...everything, 'entry.js': entry }, [releaseIn(recipe, 2)]),
  };
}

/** An application whose author copied the first functions of a package's file. */
async function someFunctions(recipe: Recipe, file: number, count: number): Promise<Application> {
  const copied = functionsIn(recipe, file, 2).slice(0, count).join('\n');
  const entry = `require('./copied.js'); require('./own.js');`;
  return {
    what: `${count} functions of ${recipe.name}, file ${file}`,
    text: await bundleReleases({ ...everything, 'copied.js': copied, 'entry.js': entry }, []),
  };
}

/** An application that uses some exports of a module; the others are shaken off. */
async function shaken(recipe: Recipe, file: number, count: number): Promise<Application> {
  const names = functionsIn(recipe, file, 2)
    .slice(0, count)
    .map((text) => /exports\.(\w+)/.exec(text)?.[1]);
  const entry = `export {${names.join()}} from '${recipe.name}/lib/part${file}.js'; export * from './own.js';`;
  const own = asModule(OWN);
  return {
    what: `${count} exports of ${recipe.name}, file ${file}`,
    text: await bundleReleases({ 'own.js': own, 'entry.js': entry }, [releaseIn(recipe, 2)], 'esm'),
  };
}

/** An application with functions of a package copied into its one module, so many between two of its own. */
async function mixed(recipe: Recipe, between: number, format: 'cjs' | 'esm'): Promise<Application> {
  const copied = recipe.files.flatMap((_, at) => functionsIn(recipe, at, 2));
  const own = OWN.split('\n');
  const lines = copied.flatMap((each, at) =>
    at % between === 0 ? [own[at % own.length] ?? '', each] : [each],
  );
  const text = lines.join('\n');
  return {
    what: `functions of ${recipe.name}, ${between} between those of the application, ${format}`,
    text: await bundleReleases({ 'entry.js': format === 'esm' ? asModule(text) : text }, [], format),
  };
}

/** An application with an unindexed fork: the original's code and a share of its own. */
async function unknownFork(recipe: Recipe, share: number): Promise<Application> {
  const files = recipe.files.map((count) => Math.ceil(count * (1 + share)));
  const { what, text } = await whole([{ ...recipe, name: `fork-${share}`, forkOf: recipe.name, files }], 2);
  return { what, text };
}

/** An application that has two versions of a package. */
async function twoVersions(recipe: Recipe, older: number, newer: number): Promise<Application> {
  const entry = `require('older'); require('${recipe.name}'); require('./own.js');`;
  const renamed = { ...releaseIn(recipe, older), 'package.json': '{"name":"older"}' };
  return {
    what: `${recipe.name} in versions ${older} and ${newer}`,
    text: await bundleReleases({ ...everything, 'entry.js': entry }, [renamed, releaseIn(recipe, newer)]),
  };
}

const upTo = (most: number, step = 1): number[] =>
  Array.from({ length: Math.floor(most / step) }, (_, at) => (at + 1) * step);

const applications = await Promise.all([
  ...INDEXED.map((version) => whole([HARBOR, KINDLE, PEBBLE], version)),
  ...[0, 2, 4, 6].map((version) => whole([LANTERN, MEADOW], version, 'esm')),
  ...[2, 4].flatMap((version) => RECIPES.slice(0, 9).map((recipe) => whole([recipe], version))),
  ...[2, 4].map((version) => whole(KIN, version)),
  ...[3, 6, 9].map((count) => whole(KIN.slice(0, count), 4)),
  ...[2, 4].flatMap((version) =>
    (['cjs', 'esm'] as const).map((format) => whole(RECIPES.slice(0, 9), version, format)),
  ),
  ...upTo(8).map((count) => someFiles(HARBOR, count)),
  ...upTo(30, 3).map((count) => someFiles(THICKET, count)),
  ...upTo(9).map((count) => someFunctions(HARBOR, 7, count)),
  ...upTo(3).map((count) => someFunctions(PEBBLE, 0, count)),
  ...upTo(14, 2).map((count) => shaken(LANTERN, 2, count)),
  ...upTo(8, 2).map((count) => shaken(MEADOW, 1, count)),
  ...upTo(6).flatMap((between) => [mixed(HARBOR, between, 'cjs'), mixed(LANTERN, between, 'esm')]),
  ...upTo(4).map((older) => twoVersions(HARBOR, older, 6)),
  ...upTo(4).map((newer) => twoVersions(THICKET, 0, newer)),
  ...[0.2, 0.4, 0.6, 0.8].map((share) => unknownFork(HARBOR, share)),
]);

const found = await Promise.all(
  applications.map(async (application) => {
    const contents = await foundIn(application.text, index);
    return { ...application, names: contents.packages.map(({ name }) => name), rows: rowsOf(contents) };
  }),
);

/** Forks beside their original are the hard case: each may be named for a part of the other. */
const hasForks = (names: readonly string[]): boolean =>
  names.includes('harbor') && names.includes('harbor-ng');

it('packages with a shared vocabulary are distinguished, and forks from their originals', () => {
  const named = found.filter(({ has }) => has && !hasForks(has));
  expect(named.length).toBeGreaterThan(30);
  const wrong = named.filter(
    ({ names, has = [] }) => [...new Set(names)].sort().join() !== [...has].sort().join(),
  );
  expect(wrong.map(({ what, names }) => [what, ...names])).toEqual([]);
});

it('beside its original, at most one fork is missed, and no other package is named', () => {
  for (const { what, names, has = [] } of found.filter((each) => each.has && hasForks(each.has))) {
    const missed = has.filter((name) => !names.includes(name));
    expect([what, missed.length <= 1, names.filter((name) => !has.includes(name))]).toEqual([what, true, []]);
  }
});

it('rows of applications with a shared vocabulary are as recorded', async () => {
  const text = found
    .map(({ what, rows }) => [what, ...rows.map((row) => `  ${row}`), ''].join('\n'))
    .join('\n');
  await expect(text).toMatchFileSnapshot('../../fixtures/recognition/shared-vocabulary.txt');
});
