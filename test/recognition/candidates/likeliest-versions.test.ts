import { expect, it } from 'vitest';
import { withLikeliest } from '../../../src/recognition/candidates/likeliest-versions.js';
import type { RecognisedCopy } from '../../../src/recognition/recognised-copy.js';
import { copyOf, manifestsFrom, recognisedWith } from '../../support/named-copies.js';

const MANIFESTS = manifestsFrom({
  web: {
    '1.0.0': { send: '1.0.0', text: '^1.0.0' },
    '1.1.0': { send: '1.1.0', text: '^1.0.0' },
    '1.2.0': { send: '1.2.0', text: '^1.2.0' },
  },
  app: { '1.0.0': { text: '^1.0.0' }, '1.1.0': {} },
  send: { '1.0.0': { text: '1.0.5' }, '1.1.0': { text: '1.1.0' }, '1.2.0': { text: '^1.0.0' } },
});
const PUBLISHED = new Map([
  ['web', ['1.0.0', '1.1.0', '1.2.0']],
  ['send', ['1.0.0', '1.1.0', '1.2.0']],
  ['text', ['1.0.0', '1.0.5', '1.1.0', '1.2.0', '1.3.0', '2.0.0']],
]);

/** A copy with the log-likelihoods of some candidates; those of the others are unknown. */
function copy(name: string, candidates: string, fits: Readonly<Record<string, number>>): RecognisedCopy {
  const imports = { web: ['send', 'text'], send: ['text'], text: [] }[name] ?? [];
  const plausible = Object.keys(fits).sort((a, b) => (fits[b] ?? 0) - (fits[a] ?? 0));
  return {
    ...copyOf(name, candidates.split(' '), { imports, plausible }),
    likelihoods: new Map(Object.entries(fits)),
  };
}

function guesses(...copies: readonly RecognisedCopy[]): (string | undefined)[] {
  const named = withLikeliest({ copies, recognised: recognisedWith([]) }, MANIFESTS, PUBLISHED);
  return named.copies.map(({ plausible }) => plausible[0]);
}

const WEB = '1.0.0 1.1.0 1.2.0';

it.each<[string, readonly RecognisedCopy[], string[]]>([
  [
    'what its code is most like',
    [copy('text', '1.0.0 1.0.5 1.1.0', { '1.0.5': 0, '1.1.0': -60 })],
    ['1.0.5'],
  ],
  [
    'the newest of those that its code is like alike',
    [copy('text', '1.0.0 1.0.5', { '1.0.0': 0, '1.0.5': 0 })],
    ['1.0.5'],
  ],
  [
    'a version that was compared, before one that was not',
    [copy('text', '1.0.5 1.1.0', { '1.0.5': 0 })],
    ['1.0.5'],
  ],
  [
    'the newest version in the required range',
    [copy('web', '1.1.0', { '1.1.0': 0 }), copy('text', '1.0.5 1.2.0 1.3.0 2.0.0', { '1.0.5': 0 })],
    ['1.1.0', '1.3.0'],
  ],
  [
    'what its code is much more like, in a range',
    [copy('web', '1.1.0', { '1.1.0': 0 }), copy('text', '1.0.5 1.3.0', { '1.0.5': 0, '1.3.0': -60 })],
    ['1.1.0', '1.0.5'],
  ],
  [
    'the version whose requirements are met',
    [copy('web', WEB, { '1.2.0': 0 }), copy('send', '1.1.0', { '1.1.0': 0 })],
    ['1.1.0', '1.1.0'],
  ],
  [
    'through another one whose version is open, too',
    [
      copy('web', WEB, { '1.2.0': 0 }),
      copy('send', WEB, { '1.2.0': 0 }),
      copy('text', '1.0.5', { '1.0.5': 0 }),
    ],
    ['1.0.0', '1.0.0', '1.0.5'],
  ],
  [
    'for each of two copies the version that the other cannot have',
    [
      copy('web', '1.2.0', { '1.2.0': 0 }),
      copy('send', '1.0.0', { '1.0.0': 0 }),
      copy('text', '1.0.0 1.0.5', { '1.0.0': 0 }),
      copy('text', '1.1.0 1.2.0 1.3.0', { '1.1.0': 0 }),
    ],
    ['1.2.0', '1.0.0', '1.0.5', '1.3.0'],
  ],
  [
    'what another package of its scope is of',
    [
      copyOf('@cloud/client', ['1.4.0']),
      copy('@cloud/extras', '1.3.0 1.4.0 1.5.0', { '1.5.0': 0 }),
      copy('extras', '1.3.0 1.4.0 1.5.0', { '1.5.0': 0 }),
    ],
    ['1.4.0', '1.4.0', '1.5.0'],
  ],
  [
    'nothing by another package that is of the first version of a major',
    [copyOf('@cloud/client', ['1.0.0']), copy('@cloud/extras', '1.0.0 1.4.0', { '1.0.0': 0, '1.4.0': 0 })],
    ['1.0.0', '1.4.0'],
  ],
  [
    'near the one that its code is most like, where that is ruled out',
    [copy('text', '1.1.0 1.2.0 1.3.0', { '1.0.5': 0, '2.0.0': -60 })],
    ['1.1.0'],
  ],
  [
    'the first version of the required range if the newest is ruled out',
    [
      copyOf('web', ['1.1.0'], { imports: ['text'] }),
      copy('text', '1.0.0 1.0.5', { '1.0.0': 0, '1.0.5': 0 }),
    ],
    ['1.1.0', '1.0.0'],
  ],
])('guesses %s', (_what, copies, expected) => {
  expect(guesses(...copies)).toEqual(expected);
});

it('does not change the candidate versions', () => {
  const text = copy('text', '1.0.5 1.3.0', { '1.0.5': 0 });
  const { copies } = withLikeliest({ copies: [text], recognised: recognisedWith([]) }, MANIFESTS, PUBLISHED);
  expect(copies[0]).toEqual({ ...text, plausible: ['1.0.5'] });
});

it('guesses nothing for unknown versions, and nothing from them', () => {
  const unknown = copyOf('send', [], { imports: ['text'] });
  expect(guesses(copy('web', WEB, { '1.1.0': 0 }), unknown)).toEqual(['1.1.0', undefined]);
});

/** Copies that point to a version which the code contradicts: by the code, its log-likelihood is lower by `less`. */
type Weighed = (less: number) => readonly RecognisedCopy[];

const text = (candidates: string, fits: Readonly<Record<string, number>>) => copy('text', candidates, fits);
const requiring = (range: string): RecognisedCopy =>
  copyOf(range === '^1.0.0' ? 'web' : 'app', ['1.0.0'], { imports: ['text'] });

it.each<[string, Weighed, readonly [little: number, much: number], readonly [string, string]]>([
  [
    'the newest version in a range',
    (less) => [requiring('^1.0.0'), text('1.2.0 1.3.0', { '1.2.0': 0, '1.3.0': less })],
    [-9, -18],
    ['1.3.0', '1.2.0'],
  ],
  [
    'a version in a range before one outside',
    (less) => [requiring('^1.0.0'), text('1.3.0 2.0.0', { '1.3.0': less, '2.0.0': 0 })],
    [-22, -45],
    ['1.3.0', '2.0.0'],
  ],
  [
    'the first version of a range before later ones that are not the newest',
    (less) => [requiring('^1.0.0'), text('1.0.0 1.0.5', { '1.0.0': less, '1.0.5': 0 })],
    [-4, -8],
    ['1.0.0', '1.0.5'],
  ],
  [
    'the version of another package of the scope',
    (less) => [
      copyOf('@cloud/client', ['1.4.0']),
      copy('@cloud/extras', '1.4.0 1.5.0', { '1.4.0': less, '1.5.0': 0 }),
    ],
    [-8, -16],
    ['1.4.0', '1.5.0'],
  ],
  [
    'a version that requires what its code imports',
    (less) => [
      copyOf('text', ['1.3.0']),
      {
        ...copyOf('app', ['1.0.0', '1.1.0'], { imports: ['text'] }),
        likelihoods: new Map([
          ['1.0.0', less],
          ['1.1.0', 0],
        ]),
      },
    ],
    [-9, -18],
    ['1.0.0', '1.1.0'],
  ],
])('guesses %s, unless the code fits it much worse', (...[, copies, [little, much], expected]) => {
  expect([guesses(...copies(little))[1], guesses(...copies(much))[1]]).toEqual(expected);
});

it('guesses the stated version, unless several dependents get another one', () => {
  const stated = { ...copyOf('text', ['1.0.5', '1.3.0'], { plausible: ['1.0.5'] }), isStated: true as const };
  expect(guesses(stated, requiring('^1.0.0'))[0]).toBe('1.0.5');
  expect(guesses(stated, requiring('^1.0.0'), requiring('app'))[0]).toBe('1.3.0');
});

it('guesses the version of another package of the scope before one that other code fits', () => {
  const extras = copyOf('@cloud/extras', ['1.4.0', '1.5.0'], { plausible: ['1.5.0'] });
  expect(guesses(copyOf('@cloud/client', ['1.4.0']), extras)[1]).toBe('1.4.0');
});
