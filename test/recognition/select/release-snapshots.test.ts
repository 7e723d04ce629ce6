import { expect, it } from 'vitest';
import { indexOfTrain } from '../../support/train-bundle.js';
import { releaseOf } from '../../support/fingerprint-bundle.js';
import type { Release } from '../../support/published-packages.js';
import { bundled, foundIn } from '../../support/virtual-bundle.js';

const LETTERS = 'abcdefghijk'.split('');

function required(scope: string, range: string): Record<string, string> {
  return Object.fromEntries(LETTERS.map((letter) => [`@${scope}/part-${letter}`, range]));
}

function client(version: string, dependencies: Record<string, string>): Release {
  return releaseOf('@kin/client', version, { dependencies, topic: `client${version[0] ?? ''}` });
}

/** Little code as an ECMAScript module: as bundlers hoist it, files of one package follow each other more easily than packages do. */
function fewWords(topic: string): string {
  return [1, 2, 3, 4, 5]
    .map((at) => `export const ${topic}${at} = (value) => '${topic} word ${at}' + value.${topic}Field${at};`)
    .join('\n');
}

function moduleOf(name: string, version: string, files: Release): Release {
  return { 'package.json': JSON.stringify({ name, version, module: 'index.js' }), ...files };
}

function part(letter: string): Release {
  return moduleOf(`@kin/part-${letter}`, '1.0.0', { 'index.js': fewWords(`part${letter}`) });
}

/** Holds the code of all parts, file by file. */
const CORE = moduleOf('@kin/core', '2.0.0', {
  'index.js': LETTERS.map((letter) => `export * from './part-${letter}.js';`).join('\n'),
  ...Object.fromEntries(LETTERS.map((letter) => [`part-${letter}.js`, fewWords(`part${letter}`)])),
});
/** Earlier parts require it, clients do not. */
const LEAF = releaseOf('@kin/leaf', '1.0.0', { dependencies: { '@kin/part-a': '^1.0.0' }, topic: 'leaf' });
const OLDEST = client('1.0.0', required('old', '1.0.0'));
const WITH_PARTS = client('2.0.0', required('kin', '^1.0.0'));
const WITH_CORE = client('3.0.0', { '@kin/core': '^2.0.0' });

function codeOf(release: Release): string {
  return release['index.js'] ?? '';
}

const imports = (names: readonly string[]): string =>
  names.map((name) => `export * from '${name}';`).join('\n');

async function namesIn(text: string, ...releases: readonly Release[]): Promise<string[]> {
  const { packages } = await foundIn(text, indexOfTrain(releases));
  return packages.map(({ name }) => name).sort();
}

it.each<[string, Release, string[]]>([
  ['parts at the time of the member that requires them', WITH_PARTS, Object.keys(required('kin', ''))],
  ['the later member with their code, if that is required', WITH_CORE, ['@kin/core']],
])('names %s', async (_case, owner, expected) => {
  const names = LETTERS.map((letter) => `@kin/part-${letter}`);
  const text = await bundled(
    {
      'entry.js': `export { default } from '@kin/client';\n${imports(names)}`,
      '@kin/client': codeOf(owner).replace(/^exports.child.*$/gm, ''),
      ...Object.fromEntries(LETTERS.map((letter) => [`@kin/part-${letter}`, codeOf(part(letter))])),
    },
    'esm',
  );
  const found = await namesIn(text, CORE, WITH_PARTS, WITH_CORE, ...LETTERS.map(part));
  expect(found).toEqual(['@kin/client', ...expected].sort());
});

it('uses the names that members had at their time', async () => {
  const requiring = (letter: string, scope: string): Release =>
    releaseOf(`@${scope}/part-${letter}`, '1.0.0', {
      dependencies: { [`@${scope}/leaf`]: '^1.0.0' },
      topic: `part${letter}`,
    });
  const text = await bundled({
    'entry.js': 'require("@kin/client")',
    '@kin/client': codeOf(OLDEST),
    '@old/leaf': codeOf(LEAF).replaceAll('@kin', '@old'),
    ...Object.fromEntries(LETTERS.map((letter) => [`@old/part-${letter}`, codeOf(requiring(letter, 'old'))])),
  });
  const found = await namesIn(text, OLDEST, LEAF, ...LETTERS.map((letter) => requiring(letter, 'kin')));
  expect(found).toEqual(['@kin/client', '@old/leaf', ...Object.keys(required('old', ''))]);
});
