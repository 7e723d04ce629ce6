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
  send: { '1.0.0': { text: '1.0.5' }, '1.1.0': { text: '1.1.0' }, '1.2.0': { text: '^1.0.0' } },
});
const PUBLISHED = new Map([
  ['web', ['1.0.0', '1.1.0', '1.2.0']],
  ['send', ['1.0.0', '1.1.0', '1.2.0']],
  ['text', ['1.0.0', '1.0.5', '1.1.0', '1.2.0', '1.3.0', '2.0.0']],
]);

/** A copy of versions whose code fits as these log-likelihoods say; of the others nobody knows. */
function copy(name: string, bracket: string, fits: Readonly<Record<string, number>>): RecognisedCopy {
  const imports = { web: ['send', 'text'], send: ['text'], text: [] }[name] ?? [];
  const plausible = Object.keys(fits).sort((a, b) => (fits[b] ?? 0) - (fits[a] ?? 0));
  return {
    ...copyOf(name, bracket.split(' '), { imports, plausible }),
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
    'the newest in the range that it is asked for in',
    [copy('web', '1.1.0', { '1.1.0': 0 }), copy('text', '1.0.5 1.2.0 1.3.0 2.0.0', { '1.0.5': 0 })],
    ['1.1.0', '1.3.0'],
  ],
  [
    'what its code is much more like, in a range',
    [copy('web', '1.1.0', { '1.1.0': 0 }), copy('text', '1.0.5 1.3.0', { '1.0.5': 0, '1.3.0': -60 })],
    ['1.1.0', '1.0.5'],
  ],
  [
    'the version that asks for what is there',
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
    'to each of two copies what the other is not asked for',
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
    'what begins the range that it is asked for in, where the newest is ruled out',
    [
      copyOf('web', ['1.1.0'], { imports: ['text'] }),
      copy('text', '1.0.0 1.0.5', { '1.0.0': 0, '1.0.5': 0 }),
    ],
    ['1.1.0', '1.0.0'],
  ],
])('guesses %s', (_what, copies, expected) => {
  expect(guesses(...copies)).toEqual(expected);
});

it('leaves what a copy can be of as it is', () => {
  const text = copy('text', '1.0.5 1.3.0', { '1.0.5': 0 });
  const { copies } = withLikeliest({ copies: [text], recognised: recognisedWith([]) }, MANIFESTS, PUBLISHED);
  expect(copies[0]).toEqual({ ...text, plausible: ['1.0.5'] });
});

it('guesses nothing of unknown versions, and they say nothing of others', () => {
  const unknown = copyOf('send', [], { imports: ['text'] });
  expect(guesses(copy('web', WEB, { '1.1.0': 0 }), unknown)).toEqual(['1.1.0', undefined]);
});
