import { expect, it } from 'vitest';
import { indexOfTrain, type PublishedRequirements } from '../../support/train-bundle.js';
import { releaseOf, wordsOf } from '../../support/fingerprint-bundle.js';
import { bundled, foundIn } from '../../support/virtual-bundle.js';

const LETTERS = 'abcdefghijk'.split('');

/** Parts whose code is another one in each major. */
function parts(major: string) {
  return LETTERS.map((letter) =>
    releaseOf(`@kin/part-${letter}`, `${major}.0.0`, { topic: `m${major}${letter}` }),
  );
}

function requiring(major: string): Record<string, string> {
  return Object.fromEntries(LETTERS.map((letter) => [`@kin/part-${letter}`, `^${major}.0.0`]));
}

/** All its releases have the same code: only its dependencies show its time. */
const CLIENT = releaseOf('@kin/client', '1.0.0', { dependencies: requiring('1'), topic: 'client' });
const LAST = releaseOf('@kin/client', '4.0.0', { dependencies: requiring('4'), topic: 'last' });
const BETWEEN: PublishedRequirements = {
  '@kin/client': { '2.0.0': requiring('2'), '3.0.0': requiring('3') },
};
const INDEX = indexOfTrain([CLIENT, LAST, ...['1', '2', '3', '4'].flatMap(parts)], BETWEEN);

async function versionsWith(major: string): Promise<string[]> {
  const topics = LETTERS.map((letter) => [`@kin/part-${letter}`, wordsOf(`m${major}${letter}`)]);
  const text = await bundled({
    'entry.js': 'require("@kin/client")',
    '@kin/client': CLIENT['index.js'] ?? '',
    ...Object.fromEntries(topics),
  });
  const { packages } = await foundIn(text, INDEX);
  return [...new Set(packages.map(({ name, version }) => `${name.slice(0, 9)} ${version ?? '?'}`))];
}

it.each(['1', '2', '3'])(
  'finds what comes with a release that is not indexed by what is there (time %s)',
  async (major) => {
    expect(await versionsWith(major)).toContain(`@kin/part ${major}.0.0`);
    expect(await versionsWith(major)).toHaveLength(2);
  },
);

it.each(['1', '2'])('chooses the time whose version the text states (%s)', async (major) => {
  const topics = LETTERS.slice(0, 10).map((letter, at) => [letter, `m${at < 5 ? 1 : 2}${letter}`] as const);
  const text = await bundled({
    'entry.js': `require("@kin/client"); console.log("${major}.0.0");`,
    '@kin/client': CLIENT['index.js'] ?? '',
    ...Object.fromEntries(topics.map(([letter, topic]) => [`@kin/part-${letter}`, wordsOf(topic)])),
  });
  const { packages } = await foundIn(text, INDEX);
  const found = packages.map(({ name, version }) => `${name} ${version ?? '?'}`);
  const own = topics.filter(([, topic]) => topic.startsWith(`m${major}`));
  expect(found).toEqual(expect.arrayContaining(own.map(([letter]) => `@kin/part-${letter} ${major}.0.0`)));
});

/** A core package absorbs former parts, which then have no code of their own; the client's ranges allow both. */
const CORE = [
  releaseOf('@kin/core', '1.0.0', { topic: 'core' }),
  releaseOf('@kin/core', '1.1.0', { topic: 'late' }),
];
const TAKEN_IN = Object.fromEntries(LETTERS.map((letter) => [`${letter}.js`, wordsOf(`m1${letter}`)]));
const ON_CORE = { '@kin/core': '^1.1.0' };
const MOVED = indexOfTrain(
  [
    releaseOf('@kin/client', '1.0.0', {
      dependencies: { ...requiring('1'), '@kin/core': '^1.0.0' },
      topic: 'client',
    }),
    ...parts('1'),
    ...LETTERS.map((letter) =>
      releaseOf(`@kin/part-${letter}`, '1.1.0', { dependencies: ON_CORE, topic: 'none' }),
    ),
    ...CORE.map((release, at) => (at === 0 ? release : { ...release, ...TAKEN_IN })),
  ],
  { '@kin/client': { '1.2.0': ON_CORE } },
);

it.each<[string, string, string]>([
  ['the members at its own time', '1.0.0', '@kin/part-'],
  ['the member that took their code', '1.1.0', '@kin/core/'],
])('of the versions in ranges, chooses %s', async (_what, version, prefix) => {
  const paths = LETTERS.map((letter) => `${prefix}${letter}`);
  const requires = ['@kin/core', ...paths].map((path) => `require('${path}');`);
  const text = await bundled({
    'entry.js': 'require("@kin/client")',
    '@kin/client': wordsOf('client') + requires.join(''),
    '@kin/core': wordsOf(version === '1.0.0' ? 'core' : 'late'),
    ...Object.fromEntries(LETTERS.map((letter, at) => [paths[at] ?? '', wordsOf(`m1${letter}`)])),
  });
  const { packages } = await foundIn(text, MOVED);
  const names = packages.filter(({ bytes }) => bytes > 0).map(({ name }) => name);
  const own = version === '1.0.0' ? paths : [];
  expect(names.sort()).toEqual(['@kin/client', '@kin/core', ...own]);
  expect(packages.find(({ name }) => name === '@kin/core')).toMatchObject({ version });
});
