import { describe, expect, it } from 'vitest';
import { indexedManifests, manifestsOf } from '../../../src/recognition/likelihood/manifests.js';
import { versionsOf } from '../../../src/recognition/recognised-copy.js';
import { openIndex } from '../../../src/recognition/index/open-index.js';
import { writeIndex } from '../../../src/recognition/index/write-index.js';
import { releaseOf } from '../../support/fingerprint-bundle.js';
import { copyOf } from '../../support/named-copies.js';
import { factsOfRelease, publishedFrom } from '../../support/published-packages.js';

/** Of four published versions the second is indexed, and the first and the third have known requirements. */
const INDEX = openIndex(
  writeIndex(
    [
      {
        name: 'alpha',
        forkGroup: 'alpha',
        published: ['1.0.0', '1.1.0', '1.2.0', '1.3.0'],
        versions: [factsOfRelease(releaseOf('alpha', '1.1.0', { dependencies: { beta: '^1.1.0' } }))],
        dependencies: new Map([
          ['1.0.0', new Map([['beta', '^1.0.0']])],
          [
            '1.2.0',
            new Map([
              ['beta', '^1.1.0'],
              ['gamma', '2.0.0'],
            ]),
          ],
        ]),
        shapeSample: 1,
      },
    ],
    'test',
  ),
);

function asObject(manifests: ReadonlyMap<string, ReadonlyMap<string, string>> | undefined) {
  return Object.fromEntries(
    [...(manifests ?? [])].map(([version, required]) => [version, Object.fromEntries(required)]),
  );
}

describe('indexedManifests', () => {
  it.each<[string, string, string[], Record<string, Record<string, string>>]>([
    [
      'of indexed and other published versions',
      'alpha',
      ['1.0.0', '1.1.0'],
      { '1.0.0': { beta: '^1.0.0' }, '1.1.0': { beta: '^1.1.0' } },
    ],
    ['of one with several requirements', 'alpha', ['1.2.0'], { '1.2.0': { beta: '^1.1.0', gamma: '2.0.0' } }],
    ['of one without requirements', 'alpha', ['1.3.0'], { '1.3.0': {} }],
    ['not of one that was not published', 'alpha', ['9.0.0'], {}],
    ['not of other packages', 'beta', ['1.0.0'], {}],
  ])('%s', (...[, name, versions, expected]) => {
    expect(asObject(indexedManifests(INDEX, name, new Set(versions)))).toEqual(expected);
  });
});

describe('manifestsOf', () => {
  const copies = [
    copyOf('alpha', ['1.0.0', '1.3.0']),
    copyOf('alpha', ['1.1.0']),
    copyOf('delta', ['1.0.0']),
  ];

  it('has all versions that copies may be', async () => {
    const manifests = await manifestsOf(copies, INDEX, null);
    expect([...(manifests.get('alpha')?.keys() ?? [])].sort()).toEqual(['1.0.0', '1.1.0', '1.3.0']);
    expect(manifests.get('delta')?.size).toBe(0);
  });

  it('prefers the registry', async () => {
    const published = publishedFrom([
      releaseOf('alpha', '1.3.0', { dependencies: { beta: '^3.0.0' } }),
      releaseOf('alpha', '2.0.0'),
    ]);
    const manifests = await manifestsOf(copies, INDEX, published);
    expect(asObject(manifests.get('alpha'))).toEqual({
      '1.0.0': { beta: '^1.0.0' },
      '1.1.0': { beta: '^1.1.0' },
      '1.3.0': { beta: '^3.0.0' },
    });
  });
});

it('a copy’s possible versions are its candidates and those that its code fits', () => {
  expect(versionsOf(copyOf('alpha', ['1.0.0', '1.1.0'], { plausible: ['1.1.0', '2.0.0'] }))).toEqual([
    '1.0.0',
    '1.1.0',
    '2.0.0',
  ]);
});
