import { expect, it } from 'vitest';
import { onlyPublicNames } from '../../../src/recognition/closure/only-public-names.js';
import { openIndex } from '../../../src/recognition/index/open-index.js';
import { indexBytesOf, releaseOf } from '../../support/fingerprint-bundle.js';
import { publishedFrom } from '../../support/published-packages.js';

const INDEX = openIndex(indexBytesOf([releaseOf('indexed', '1.0.0')], { listed: { '1.0.0': {} } }));
const PUBLISHED = [
  releaseOf('indexed', '2.0.0', { dependencies: { child: '^1.0.0', elsewhere: '^1.0.0' } }),
  releaseOf('child', '1.0.0', { dependencies: { grandchild: '^1.0.0' } }),
  releaseOf('grandchild', '1.0.0'),
  releaseOf('popular', '1.0.0'),
  releaseOf('private', '1.0.0', { dependencies: { more: '^1.0.0' } }),
];
const NAMES = [
  'indexed',
  'listed',
  'child',
  'grandchild',
  'private',
  'more',
  'locked',
  'secret',
  'own',
  'popular',
];
const CANDIDATES = [
  { name: 'locked', version: '1.0.0', isPublic: true },
  { name: 'secret', version: '1.0.0', isPublic: false },
];

it('sends only public names, and names that public packages require', async () => {
  const published = publishedFrom(PUBLISHED, {
    mayRequest: (name) => name !== 'own',
    isPopular: (name) => name === 'popular' || name === 'own',
  });
  const limited = await onlyPublicNames(NAMES, { published, index: INDEX, candidates: CANDIDATES });
  expect([...NAMES, 'elsewhere'].filter((name) => limited.mayRequest(name))).toEqual([
    'indexed',
    'listed',
    'child',
    'grandchild',
    'locked',
    'popular',
  ]);
  expect(await limited.releases('private')).toBeNull();
  expect(await limited.facts('private', '1.0.0')).toBeNull();
  expect(await limited.releases('child')).toHaveLength(1);
  expect((await limited.facts('child', '1.0.0'))?.name).toBe('child');
  expect(published.asked).toEqual(['child@1.0.0']);
  expect(limited.hasBudget()).toBe(true);
});
