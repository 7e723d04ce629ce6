import { expect, it } from 'vitest';
import type { NamedCopy } from '../../../src/bundles/fingerprint/name-copies.js';
import { withinRanges } from '../../../src/bundles/fingerprint/within-ranges.js';
import { releaseOf } from '../../support/fingerprint-bundle.js';
import { copyOf, recognisedWith } from '../../support/named-copies.js';
import { publishedFrom } from '../../support/published-packages.js';

const PUBLISHED = publishedFrom([
  releaseOf('alpha', '1.0.0', { dependencies: { beta: '~1.0.0' } }),
  releaseOf('alpha', '1.1.0', { dependencies: { beta: '~1.1.0' } }),
  releaseOf('alpha', '1.2.0'),
]);
const BETA = ['1.0.0', '1.0.1', '1.1.0', '2.0.0'];

async function bracketOfBeta(parents: readonly NamedCopy[], plausible: readonly string[] = BETA) {
  const copies = [...parents, copyOf('beta', BETA, { plausible })];
  const named = await withinRanges({ copies, recognised: recognisedWith([]) }, PUBLISHED);
  return named.copies.at(-1)?.bracket;
}

function alpha(...bracket: readonly string[]): NamedCopy {
  return copyOf('alpha', bracket, { imports: ['beta'] });
}

it('leaves what the range of the package that asks allows', async () => {
  expect(await bracketOfBeta([alpha('1.0.0')])).toEqual(['1.0.0', '1.0.1']);
});

it('leaves what any version allows that the asking package can be of', async () => {
  expect(await bracketOfBeta([alpha('1.0.0', '1.1.0', '1.2.0')])).toEqual(['1.0.0', '1.0.1', '1.1.0']);
});

it('leaves everything when what a version asks for is not known', async () => {
  expect(await bracketOfBeta([alpha('1.0.0', '0.9.0')])).toEqual(BETA);
});

it('leaves everything when the likeliest version is in no range: somebody else put it there', async () => {
  expect(await bracketOfBeta([alpha('1.0.0')], ['2.0.0'])).toEqual(BETA);
});

it('leaves everything when nobody asks', async () => {
  expect(await bracketOfBeta([])).toEqual(BETA);
});
