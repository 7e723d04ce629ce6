import { expect, it } from 'vitest';
import type { RecognisedCopy } from '../../../src/recognition/recognised-copy.js';
import { withinRanges } from '../../../src/recognition/candidates/within-ranges.js';
import { copyOf, manifestsFrom, recognisedWith } from '../../support/named-copies.js';

const MANIFESTS = manifestsFrom({
  alpha: { '1.0.0': { beta: '~1.0.0' }, '1.1.0': { beta: '~1.1.0' }, '2.0.0': { beta: '1.0.0-lts.1' } },
});

function alpha(...candidates: readonly string[]): RecognisedCopy {
  return copyOf('alpha', candidates, { imports: ['beta'] });
}

/** The same with the log-likelihood of each version. */
function likely(values: Readonly<Record<string, number>>): RecognisedCopy {
  const candidates = Object.keys(values);
  const plausible = candidates.toSorted((a, b) => (values[b] ?? 0) - (values[a] ?? 0));
  return { ...alpha(...candidates), plausible, likelihoods: new Map(Object.entries(values)) };
}

const beta = (...candidates: readonly string[]): RecognisedCopy =>
  copyOf('beta', candidates, { plausible: [...candidates] });

it.each<[what: string, copies: readonly RecognisedCopy[], left: string[]]>([
  [
    'a pre-release if nothing else is required',
    [alpha('2.0.0'), beta('1.0.0', '1.1.0')],
    ['alpha 2.0.0', 'beta 1.0.0-lts.1'],
  ],
  [
    'a pre-release besides what another version requires',
    [alpha('1.1.0', '2.0.0'), beta('1.0.0', '1.1.0')],
    ['alpha 1.1.0 2.0.0', 'beta 1.0.0-lts.1 1.1.0'],
  ],
  [
    'the version that the code fits much better, whatever it requires',
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
