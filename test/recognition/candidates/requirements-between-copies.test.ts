import { expect, it } from 'vitest';
import type { RecognisedCopy } from '../../../src/recognition/recognised-copy.js';
import { withinRanges } from '../../../src/recognition/candidates/within-ranges.js';
import { copyOf, manifestsFrom, recognisedWith } from '../../support/named-copies.js';

const MANIFESTS = manifestsFrom({
  alpha: { '1.0.0': { beta: '~1.0.0' }, '1.1.0': { beta: '~1.1.0' }, '2.0.0': { beta: '1.0.0-lts.1' } },
});

function alpha(...bracket: readonly string[]): RecognisedCopy {
  return copyOf('alpha', bracket, { imports: ['beta'] });
}

/** The same with what its code says of each version. */
function likely(values: Readonly<Record<string, number>>): RecognisedCopy {
  const bracket = Object.keys(values);
  const plausible = bracket.toSorted((a, b) => (values[b] ?? 0) - (values[a] ?? 0));
  return { ...alpha(...bracket), plausible, likelihoods: new Map(Object.entries(values)) };
}

const beta = (...bracket: readonly string[]): RecognisedCopy =>
  copyOf('beta', bracket, { plausible: [...bracket] });

it.each<[what: string, copies: readonly RecognisedCopy[], left: string[]]>([
  [
    'a pre-release when nothing else is asked for',
    [alpha('2.0.0'), beta('1.0.0', '1.1.0')],
    ['alpha 2.0.0', 'beta 1.0.0-lts.1'],
  ],
  [
    'a pre-release beside what another version asks for',
    [alpha('1.1.0', '2.0.0'), beta('1.0.0', '1.1.0')],
    ['alpha 1.1.0 2.0.0', 'beta 1.0.0-lts.1 1.1.0'],
  ],
  [
    'the version that the code is much more like, whatever it asks for',
    [likely({ '1.0.0': -9, '1.1.0': -1 }), beta('1.0.0')],
    ['alpha 1.0.0 1.1.0', 'beta 1.0.0'],
  ],
  [
    'no version that the code is hardly more like',
    [likely({ '1.0.0': -2, '1.1.0': -1 }), beta('1.0.0')],
    ['alpha 1.0.0', 'beta 1.0.0'],
  ],
])('leaves %s', (_what, copies, left) => {
  const named = withinRanges({ copies, recognised: recognisedWith([]) }, MANIFESTS, new Map());
  expect(named.copies.map(({ name, candidateVersions }) => `${name} ${candidateVersions.join(' ')}`)).toEqual(
    left,
  );
});
