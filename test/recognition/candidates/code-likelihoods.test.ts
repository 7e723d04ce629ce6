import { expect, it } from 'vitest';
import type { RecognisedCopy } from '../../../src/recognition/recognised-copy.js';
import type { RankedSegment } from '../../../src/recognition/ranked-segment.js';
import { withinRanges } from '../../../src/recognition/candidates/within-ranges.js';
import { copyOf, manifestsFrom, recognisedWith } from '../../support/named-copies.js';

const MANIFESTS = manifestsFrom({
  alpha: {
    '0.9.0': { beta: '^1.0.0', gamma: '^2.0.0' },
    '1.0.0': { beta: '^1.0.0', gamma: '^1.0.0' },
    '1.1.0': { beta: '^2.0.0', gamma: '^1.0.0' },
    '1.2.0': { beta: '^2.0.0', gamma: '^2.0.0' },
    '1.3.0': { beta: '^2.0.0', gamma: '^2.0.0' },
  },
});

function narrowed(...copies: readonly RecognisedCopy[]): (readonly string[])[] {
  const named = { copies, recognised: recognisedWith([]) };
  return withinRanges(named, MANIFESTS, new Map()).copies.map(({ candidateVersions }) => candidateVersions);
}

function alpha(...bracket: readonly string[]): RecognisedCopy {
  return copyOf('alpha', bracket, { imports: ['beta', 'gamma'] });
}

function compared(copy: RecognisedCopy, likelihoods: Readonly<Record<string, number>>): RecognisedCopy {
  return { ...copy, likelihoods: new Map(Object.entries(likelihoods)) };
}

const BETA = copyOf('beta', ['1.8.0', '1.9.0', '2.0.0'], { plausible: ['1.8.0'] });

it.each<[string, RecognisedCopy, string[]]>([
  [
    'what the code is far more like',
    compared(BETA, { '1.8.0': 0, '2.0.0': -40 }),
    ['1.8.0', '1.9.0', '2.0.0'],
  ],
  ['no more where it is hardly more like anything', compared(BETA, { '1.8.0': 0, '2.0.0': -10 }), ['2.0.0']],
  ['no more where nobody compared it', BETA, ['2.0.0']],
  [
    'no more where something states the version',
    { ...compared(BETA, { '1.8.0': 0, '2.0.0': -40 }), isStated: true },
    ['2.0.0'],
  ],
  [
    'what it is like by the nearest version of its line that was compared',
    compared(BETA, { '1.8.0': 0, '2.0.1': -40 }),
    ['1.8.0', '1.9.0', '2.0.0'],
  ],
  ['no more where its line was not compared', compared(BETA, { '1.8.0': 0, '3.0.0': -40 }), ['2.0.0']],
])('leaves beside what is asked for %s', (_case, beta, expected) => {
  expect(narrowed(alpha('1.1.0'), beta)[1]).toEqual(expected);
});

it('says that nobody asks for some of them', () => {
  const beta = compared(copyOf('beta', ['1.7.0', '1.8.0', '2.0.0']), {
    '1.7.0': -40,
    '1.8.0': 0,
    '2.0.0': -40,
  });
  const named = { copies: [alpha('1.1.0'), beta], recognised: recognisedWith([]) };
  const [, found] = withinRanges(named, MANIFESTS, new Map()).copies;
  expect(found?.candidateVersions).toEqual(['1.8.0', '2.0.0']);
  expect(found?.note).toBe(
    'of 3 versions that it can be, those that alpha 1.1.0 asks for, and those that its code is far more like',
  );
  expect(found?.isInferred).toBe(true);
});

it('takes nothing by what is asked for of who may be another package', () => {
  const segments = (weight: number): RankedSegment[] =>
    alpha().segments.map((each) => ({ ...each, segment: { ...each.segment, weight, total: 100 } }));
  expect(narrowed({ ...alpha('1.1.0'), segments: segments(95) }, BETA)[1]).toEqual(['2.0.0']);
  expect(narrowed({ ...alpha('1.1.0'), segments: segments(85) }, BETA)[1]).toEqual(BETA.candidateVersions);
});

it.each<[string, RecognisedCopy[], string[]]>([
  [
    'all that ask for the rest of it, where one thing is not as the likeliest asks',
    [copyOf('beta', ['1.8.0']), copyOf('gamma', ['2.0.0'])],
    ['0.9.0', '1.2.0', '1.3.0'],
  ],
  [
    'only the likeliest beside those that ask for what is there, where more is not',
    [copyOf('beta', ['1.8.0']), copyOf('gamma', ['1.0.0'])],
    ['1.0.0', '1.3.0'],
  ],
])('leaves of who asks %s', (_case, others, expected) => {
  const asker = { ...alpha('0.9.0', '1.0.0', '1.1.0', '1.2.0', '1.3.0'), plausible: ['1.3.0'] };
  expect(narrowed(compared(asker, { '1.3.0': 0 }), ...others)[0]).toEqual(expected);
});
