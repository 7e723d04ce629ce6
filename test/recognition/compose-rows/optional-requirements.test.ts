import { expect, test } from 'vitest';
import { isOptionalFor } from '../../../src/recognition/index.js';
import { FEATURES_VERSION } from '../../../src/recognition/features/source-features.js';
import { openIndex } from '../../../src/recognition/index/open-index.js';
import { writeIndex } from '../../../src/recognition/index/write-index.js';
import { packageOf } from '../../support/model-builders.js';

/** `pool` imports `native`, which it required before 2.0.0 and no longer in 4.0.0, and `plain`, which it never required. */
const ASKED = new Map([['native', '*']]);
const FACTS = {
  featuresVersion: FEATURES_VERSION,
  name: 'pool',
  version: '4.0.0',
  dependencies: new Map<string, string>(),
  files: [
    {
      path: 'index.js',
      isEntry: true,
      isModule: false,
      isScript: false,
      imports: ['native', 'plain'],
      features: Uint32Array.of(2),
      text: { hash: 0, size: 0 },
    },
  ],
  unread: [],
};
const INDEX = openIndex(
  writeIndex(
    [
      {
        name: 'pool',
        forkGroup: 'pool',
        published: ['1.0.0', '2.0.0', '3.0.0', '4.0.0'],
        versions: [FACTS],
        dependencies: new Map(['1.0.0', '2.0.0', '3.0.0'].map((version) => [version, ASKED])),
        optional: new Map(['2.0.0', '3.0.0'].map((version) => [version, new Set(['native'])])),
        shapeSample: 1,
      },
    ],
    'test',
  ),
);

test.each<[what: string, name: string, version: string | null, candidates: string[], answer: boolean]>([
  ['it requires it as optional', 'native', '2.0.0', [], true],
  ['it needs it', 'native', '1.0.0', [], false],
  ['all that it can be of do without', 'native', null, ['2.0.0', '3.0.0', '4.0.0'], true],
  ['one that it can be of needs it', 'native', null, ['1.0.0', '2.0.0'], false],
  ['its version is unknown, and one needs it', 'native', null, [], false],
  ['its version is not known, and one of the others needs it', 'native', '9.0.0', [], false],
  ['it imports it without requiring it', 'native', '4.0.0', [], true],
  ['it never required its import', 'plain', null, [], true],
  ['it knows no such package', 'evil', '2.0.0', [], false],
])('%s', (_what, ...[name, version, candidates, answer]) => {
  expect(isOptionalFor(name, packageOf('pool', version, { candidates }), INDEX)).toBe(answer);
});

test('a package that no index has needs its imports', () => {
  expect(isOptionalFor('native', packageOf('unknown', '1.0.0'), INDEX)).toBe(false);
});
