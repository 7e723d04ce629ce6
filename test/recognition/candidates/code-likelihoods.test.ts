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

function alpha(...candidates: readonly string[]): RecognisedCopy {
  return copyOf('alpha', candidates, { imports: ['beta', 'gamma'] });
}

function compared(copy: RecognisedCopy, likelihoods: Readonly<Record<string, number>>): RecognisedCopy {
  return { ...copy, likelihoods: new Map(Object.entries(likelihoods)) };
}

const BETA = copyOf('beta', ['1.8.0', '1.9.0', '2.0.0'], { plausible: ['1.8.0'] });

it.each<[string, RecognisedCopy, string[]]>([
  [
    'versions that the code fits far better',
    compared(BETA, { '1.8.0': 0, '2.0.0': -30 }),
    ['1.8.0', '1.9.0', '2.0.0'],
  ],
  ['no more if it fits hardly better', compared(BETA, { '1.8.0': 0, '2.0.0': -15 }), ['2.0.0']],
  ['no more if it was not compared', BETA, ['2.0.0']],
  [
    'no more where something states the version',
    { ...compared(BETA, { '1.8.0': 0, '2.0.0': -40 }), isStated: true },
    ['2.0.0'],
  ],
  [
    'versions by the nearest compared version of their release line',
    compared(BETA, { '1.8.0': 0, '2.0.1': -40 }),
    ['1.8.0', '1.9.0', '2.0.0'],
  ],
  ['no more where its line was not compared', compared(BETA, { '1.8.0': 0, '3.0.0': -40 }), ['2.0.0']],
])('keeps besides the required versions %s', (_case, beta, expected) => {
  expect(narrowed(alpha('1.1.0'), beta)[1]).toEqual(expected);
});

it('the note names versions that no dependent requires', () => {
  const beta = compared(copyOf('beta', ['1.7.0', '1.8.0', '2.0.0']), {
    '1.7.0': -40,
    '1.8.0': 0,
    '2.0.0': -40,
  });
  const named = { copies: [alpha('1.1.0'), beta], recognised: recognisedWith([]) };
  const [, found] = withinRanges(named, MANIFESTS, new Map()).copies;
  expect(found?.candidateVersions).toEqual(['1.8.0', '2.0.0']);
  expect(found?.note).toBe(
    'of 3 candidate versions, those that alpha 1.1.0 requires, and those that its code fits far better',
  );
  expect(found?.isInferred).toBe(true);
});

it('a dependent that may be another package removes nothing', () => {
  const segments = (weight: number): RankedSegment[] =>
    alpha().segments.map((each) => ({ ...each, segment: { ...each.segment, weight, total: 100 } }));
  expect(narrowed({ ...alpha('1.1.0'), segments: segments(95) }, BETA)[1]).toEqual(['2.0.0']);
  expect(narrowed({ ...alpha('1.1.0'), segments: segments(85) }, BETA)[1]).toEqual(BETA.candidateVersions);
});

it.each<[string, RecognisedCopy[], string[]]>([
  [
    'all versions that meet the other requirements, if one requirement of the likeliest is unmet',
    [copyOf('beta', ['1.8.0']), copyOf('gamma', ['2.0.0'])],
    ['0.9.0', '1.2.0', '1.3.0'],
  ],
  [
    'only the likeliest besides those with met requirements, if more are unmet',
    [copyOf('beta', ['1.8.0']), copyOf('gamma', ['1.0.0'])],
    ['1.0.0', '1.3.0'],
  ],
])('keeps of the dependent %s', (_case, others, expected) => {
  const dependent = { ...alpha('0.9.0', '1.0.0', '1.1.0', '1.2.0', '1.3.0'), plausible: ['1.3.0'] };
  expect(narrowed(compared(dependent, { '1.3.0': 0 }), ...others)[0]).toEqual(expected);
});

it.each([
  ['no version with unmet requirements, if the code fits it hardly better', -3, ['1.0.0']],
  ['the likeliest version, if the code fits it much better', -6, ['1.0.0', '1.3.0']],
])('keeps of the dependent %s', (_case, other, expected) => {
  const dependent = { ...alpha('1.0.0', '1.1.0', '1.3.0'), plausible: ['1.3.0'] };
  const others = [copyOf('beta', ['1.8.0']), copyOf('gamma', ['1.0.0'])];
  expect(narrowed(compared(dependent, { '1.3.0': 0, '1.0.0': other }), ...others)[0]).toEqual(expected);
});
