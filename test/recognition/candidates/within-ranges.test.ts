import { expect, it } from 'vitest';
import type { RecognisedCopy } from '../../../src/recognition/recognised-copy.js';
import { withinRanges } from '../../../src/recognition/candidates/within-ranges.js';
import { copyOf, manifestsFrom, recognisedWith } from '../../support/named-copies.js';

const MANIFESTS = manifestsFrom({
  alpha: {
    '1.0.0': { beta: '~1.0.0' },
    '1.1.0': { beta: '~1.1.0' },
    '1.2.0': {},
    '3.0.0': { beta: '^9.0.0' },
    '4.0.0': { beta: 'git+https://git.example.invalid/beta' },
  },
  gamma: { '1.0.0': { beta: '1.0.1', alpha: '1.0.0' }, '2.0.0': { beta: '^2.0.0' } },
});
const BETA = ['1.0.0', '1.0.1', '1.1.0', '2.0.0'];
const NONE = new Map<string, readonly string[]>();

function alpha(...candidates: readonly string[]): RecognisedCopy {
  return copyOf('alpha', candidates, { imports: ['beta'] });
}

function gamma(...candidates: readonly string[]): RecognisedCopy {
  return copyOf('gamma', candidates, { imports: ['beta', 'alpha'] });
}

/** Remaining copies: `name versions`. */
function narrowed(...copies: readonly RecognisedCopy[]): string[] {
  const named = withinRanges({ copies, recognised: recognisedWith([]) }, MANIFESTS, NONE);
  return named.copies.map(({ name, candidateVersions }) => `${name} ${candidateVersions.join(' ')}`);
}

const beta = (versions = BETA, plausible = versions): RecognisedCopy =>
  copyOf('beta', versions, { plausible });

it.each<[string, readonly RecognisedCopy[], string[]]>([
  ['versions in the dependent’s range', [alpha('1.0.0'), beta()], ['beta 1.0.0 1.0.1']],
  [
    'versions that any candidate of the dependent allows',
    [alpha('1.0.0', '1.1.0'), beta()],
    ['beta 1.0.0 1.0.1 1.1.0'],
  ],
  ['versions that all dependents allow', [alpha('1.0.0'), gamma('1.0.0'), beta()], ['beta 1.0.1']],
  [
    'everything if a candidate of the dependent has no requirement',
    [alpha('1.0.0', '1.2.0'), beta()],
    [`beta ${BETA.join(' ')}`],
  ],
  [
    'everything if a candidate’s requirements are unknown',
    [alpha('1.0.0', '0.9.0'), beta()],
    [`beta ${BETA.join(' ')}`],
  ],
  ['everything when nothing fits', [alpha('3.0.0'), beta()], [`beta ${BETA.join(' ')}`]],
  ['everything if the requirement is no range', [alpha('4.0.0'), beta()], [`beta ${BETA.join(' ')}`]],
  ['everything without a dependent', [beta()], [`beta ${BETA.join(' ')}`]],
  [
    'for each of two copies the versions that only it can have',
    [alpha('1.0.0'), gamma('2.0.0'), beta(['1.0.0', '1.1.0']), beta(['1.1.0', '2.0.0'])],
    ['beta 1.0.0', 'beta 2.0.0'],
  ],
  [
    'for two copies that both meet a requirement all versions in it',
    [alpha('1.0.0'), beta(['1.0.0', '1.1.0']), beta(['1.0.1', '2.0.0'])],
    ['beta 1.0.0', 'beta 1.0.1'],
  ],
  [
    'such a copy as it is if its likeliest version is in no range',
    [alpha('1.0.0'), beta(['1.0.0', '1.1.0']), beta(['1.0.1', '2.0.0'], ['2.0.0'])],
    ['beta 1.0.0', 'beta 1.0.1 2.0.0'],
  ],
])('leaves %s', (_case, copies, expected) => {
  expect(narrowed(...copies).filter((each) => each.startsWith('beta'))).toEqual(expected);
});

it.each<[string, readonly RecognisedCopy[], string]>([
  ['those whose requirements are met', [alpha('1.0.0', '1.1.0'), beta(['1.1.0'])], 'alpha 1.1.0'],
  ['those without the requirement', [alpha('1.0.0', '1.1.0', '1.2.0'), beta(['1.1.0'])], 'alpha 1.1.0 1.2.0'],
  [
    'all if no version’s requirements are met',
    [alpha('1.0.0', '1.2.0'), beta(['2.0.0'])],
    'alpha 1.0.0 1.2.0',
  ],
])('keeps of the dependent %s', (_case, copies, expected) => {
  expect(narrowed(...copies)[0]).toBe(expected);
});

const published = new Map([['beta', BETA]]);

it.each<[string, RecognisedCopy, string[]]>([
  ['required versions', beta(['2.0.0', '2.1.0-rc.1']), ['1.0.0', '1.0.1', '2.0.0', '2.1.0-rc.1']],
  ['nothing else when the version is stated', { ...beta(['2.0.0']), isStated: true }, ['2.0.0']],
])('adds to versions that no dependent allows %s', (_case, copy, expected) => {
  const named = { copies: [alpha('1.0.0'), copy], recognised: recognisedWith([]) };
  const [, found] = withinRanges(named, MANIFESTS, published).copies;
  expect(found?.candidateVersions).toEqual(expected);
  expect(found?.note ?? '').toBe(
    copy.isStated ? '' : 'also versions that alpha 1.0.0 requires; its code alone is nearest to 2.0.0',
  );
  expect(found?.plausible[0]).toBe(copy.isStated ? '2.0.0' : '1.0.1');
  expect(found?.isInferred ?? false).toBe(!copy.isStated);
});

it('meets a requirement by the copy in the nearest folder if folders are known', () => {
  const at = (copy: RecognisedCopy, folder: string, imports: string[] | null = null): RecognisedCopy => ({
    ...copy,
    segments: [],
    evidenced: {
      owner: { kind: 'package', name: copy.name, version: null, folder },
      imports: imports && new Set(imports),
      originals: [],
      version: null,
    },
  });
  const copies = [
    at(alpha('1.0.0'), 'node_modules/alpha'),
    at(gamma('2.0.0'), 'node_modules/gamma', ['beta']),
    at(beta(), 'node_modules/beta'),
    at(beta(), 'node_modules/alpha/node_modules/beta'),
  ];
  const named = withinRanges({ copies, recognised: recognisedWith([]) }, MANIFESTS, published);
  expect(named.copies.slice(2).map(({ candidateVersions }) => candidateVersions)).toEqual([
    ['2.0.0'],
    ['1.0.0', '1.0.1'],
  ]);
});

it('restores versions of a dependent once a copy’s candidates are replaced', () => {
  const manifests = manifestsFrom({
    top: { '1.0.0': { middle: '1.0.0' } },
    middle: { '1.0.0': { beta: '1.0.0' }, '2.0.0': { beta: '1.1.0' } },
  });
  const copies = [
    copyOf('top', ['1.0.0'], { imports: ['middle'] }),
    copyOf('middle', ['1.0.0', '2.0.0'], { imports: ['beta'] }),
    beta(['1.1.0', '2.0.0']),
  ];
  const named = withinRanges({ copies, recognised: recognisedWith([]) }, manifests, published);
  expect(named.copies.map(({ candidateVersions }) => candidateVersions)).toEqual([
    ['1.0.0'],
    ['1.0.0'],
    ['1.0.0', '1.1.0', '2.0.0'],
  ]);
});

it.each([
  [2, '@train/core 1.0.0'],
  [4, '@train/core 1.0.0 2.0.0'],
])('a release train of 25 with %i members of another release', (others, core) => {
  const members = Array.from({ length: 25 }, (_, at) => `@train/p${at}`);
  const requiring = (version: string) => Object.fromEntries(members.map((name) => [name, version]));
  const manifests = manifestsFrom({
    '@train/core': { '1.0.0': requiring('1.0.0'), '2.0.0': requiring('2.0.0') },
  });
  const copies = [
    copyOf('@train/core', ['1.0.0', '2.0.0'], { imports: members }),
    ...members.map((name, at) => copyOf(name, [at < others ? '2.0.0' : '1.0.0'])),
  ];
  const [narrowedCore] = withinRanges({ copies, recognised: recognisedWith([]) }, manifests, NONE).copies;
  expect(`${narrowedCore?.name} ${narrowedCore?.candidateVersions.join(' ')}`).toBe(core);
});

it('narrows copy after copy', () => {
  expect(narrowed(gamma('1.0.0', '2.0.0'), alpha('1.0.0', '1.1.0'), beta(['1.0.1', '1.1.0']))).toEqual([
    'gamma 1.0.0',
    'alpha 1.0.0',
    'beta 1.0.1',
  ]);
});

it('the newest remaining version is the likeliest', () => {
  const copies = [alpha('1.0.0'), beta(BETA, ['1.0.0', '2.0.0']), copyOf('delta', ['1.0.0', '2.0.0'])];
  const { copies: left } = withinRanges({ copies, recognised: recognisedWith([]) }, MANIFESTS, NONE);
  expect(left[1]?.plausible).toEqual(['1.0.1', '1.0.0']);
  expect(left[2]?.plausible[0]).toBe('1.0.0');
});

it.each<[string, readonly RecognisedCopy[], boolean]>([
  ['a dependent of known version requires them', [alpha('1.0.0'), beta()], false],
  ['a dependent with several candidates requires them', [alpha('1.0.0', '1.1.0'), beta()], true],
  ['only their requirements are met', [beta(['1.0.0']), alpha('1.0.0', '1.1.0')], true],
])('marks whether versions are certain if %s', (_case, copies, isInferred) => {
  const { copies: left } = withinRanges({ copies, recognised: recognisedWith([]) }, MANIFESTS, NONE);
  const cut = left.at(-1);
  expect(cut?.candidateVersions.length).toBeLessThan(copies.at(-1)?.candidateVersions.length ?? 0);
  expect(cut?.isInferred ?? false).toBe(isInferred);
});

it('a copy outside all ranges removes no version of its dependent', () => {
  const manifests = manifestsFrom({
    top: { '1.0.0': { middle: '1.0.0', beta: '~1.0.0' } },
    middle: { '1.0.0': { beta: '~1.0.0' }, '2.0.0': { beta: '^2.0.0' } },
  });
  const copies = [
    copyOf('top', ['1.0.0'], { imports: ['middle', 'beta'] }),
    // Its code is that of another version, which no dependent requires.
    copyOf('middle', ['2.0.0'], { imports: ['beta'] }),
    beta(),
  ];
  const all = new Map([...published, ['middle', ['1.0.0', '2.0.0']]]);
  const named = withinRanges({ copies, recognised: recognisedWith([]) }, manifests, all);
  expect(named.copies[2]?.candidateVersions).toEqual(['1.0.0', '1.0.1']);
});

it('keeps a release with one unmet requirement in its fork group, and removes one with two, or with one outside', () => {
  const manifests = manifestsFrom({
    '@kin/top': {
      '1.0.0': { '@kin/a': '^1.0.0', '@kin/b': '^1.0.0', beta: '^1.0.0' },
      '2.0.0': { '@kin/a': '^2.0.0', '@kin/b': '^1.0.0', beta: '^1.0.0' },
      '3.0.0': { '@kin/a': '^2.0.0', '@kin/b': '^2.0.0', beta: '^1.0.0' },
      '4.0.0': { '@kin/a': '^1.0.0', '@kin/b': '^1.0.0', beta: '^9.0.0' },
    },
  });
  const copies = [
    copyOf('@kin/top', ['1.0.0', '2.0.0', '3.0.0', '4.0.0'], { imports: ['@kin/a', '@kin/b', 'beta'] }),
    copyOf('@kin/a', ['1.0.0']),
    copyOf('@kin/b', ['1.0.0']),
    beta(['1.0.0']),
  ];
  const [top] = withinRanges({ copies, recognised: recognisedWith([]) }, manifests, NONE).copies;
  expect(top?.candidateVersions).toEqual(['1.0.0', '2.0.0']);
});
