import { describe, expect, it } from 'vitest';
import { indexedManifests, manifestsOf } from '../../../src/recognition/likelihood/manifests.js';
import { versionsOf } from '../../../src/recognition/recognised-copy.js';
import { openIndex } from '../../../src/recognition/index/open-index.js';
import { writeIndex } from '../../../src/recognition/index/write-index.js';
import { releaseOf } from '../../support/fingerprint-bundle.js';
import { copyOf } from '../../support/named-copies.js';
import { factsOfRelease, publishedFrom } from '../../support/published-packages.js';

/** Of four published versions the second is indexed, and the first and the third are known to ask for something. */
const INDEX = openIndex(
  writeIndex(
    [
      {
        name: 'alpha',
        family: 'alpha',
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
    [...(manifests ?? [])].map(([version, asked]) => [version, Object.fromEntries(asked)]),
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
    ['of one that asks for several', 'alpha', ['1.2.0'], { '1.2.0': { beta: '^1.1.0', gamma: '2.0.0' } }],
    ['of one that asks for nothing', 'alpha', ['1.3.0'], { '1.3.0': {} }],
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

  it('knows all versions that copies can be of', async () => {
    const manifests = await manifestsOf(copies, INDEX, null);
    expect([...(manifests.get('alpha')?.keys() ?? [])].sort()).toEqual(['1.0.0', '1.1.0', '1.3.0']);
    expect(manifests.get('delta')?.size).toBe(0);
  });

  it('believes the registry first', async () => {
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

it('a copy can be of what its bracket and its code say', () => {
  expect(versionsOf(copyOf('alpha', ['1.0.0', '1.1.0'], { plausible: ['1.1.0', '2.0.0'] }))).toEqual([
    '1.0.0',
    '1.1.0',
    '2.0.0',
  ]);
});
