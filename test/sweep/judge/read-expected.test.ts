import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { lockedSbom } from '../../../src/sbom/index.js';
import { expectedJsonSchema } from '../../../src/sweep/judge/expected-schema.js';
import { readExpected, type BuiltFiles } from '../../../src/sweep/judge/read-expected.js';
import { readProjectFile } from '../../support/project-files.js';

const HEX = 'ab'.repeat(32);
const BASE64 = Buffer.from(HEX, 'hex').toString('base64');

const FILES: BuiltFiles = {
  hash: (path) => Promise.resolve(`hash of ${path}`),
  sbom: () => lockedSbom([]),
  lockfile: () => Promise.resolve(lockedSbom([])),
};

const FULL = `
functions:
  arn:aws:lambda:eu-west-1:123456789012:function:pay: { zip: [a.zip, b.zip] }
  123456789012/eu-west-1/api-*:
    codeSha256: ${BASE64}
    lockfile: package-lock.json
    sbom: bom.json
  image: { codeSha256: ['sha256:${HEX}', ${HEX.toUpperCase()}] }
`;

test('reads hashes as AWS writes them, and the files that it names', async () => {
  const { source, entries } = await readExpected(FULL, 'expect.yaml', FILES);
  expect(source).toBe('expect.yaml');
  expect(entries.map(({ functions, line }) => [functions, line])).toEqual([
    ['arn:aws:lambda:eu-west-1:123456789012:function:pay', 3],
    ['123456789012/eu-west-1/api-*', 4],
    ['image', 8],
  ]);
  expect(entries.map(({ builds }) => builds)).toEqual([
    [
      { sha256: 'hash of a.zip', zip: 'a.zip' },
      { sha256: 'hash of b.zip', zip: 'b.zip' },
    ],
    [{ sha256: HEX, zip: null }],
    [
      { sha256: HEX, zip: null },
      { sha256: HEX, zip: null },
    ],
  ]);
  expect(entries[1]?.sboms.map(({ source: list }) => list)).toEqual(['bom.json', 'package-lock.json']);
});

test.each([
  ['functions:\n  pay:\n    zap: x', 'x.yaml:3: functions.pay.zap is not a known key.'],
  ['functions:\n  pay: {}', 'x.yaml:2: functions.pay does not name what was built'],
  ['functions:\n  pay:\n    codeSha256: abc', 'x.yaml:3: functions.pay.codeSha256 is a sha256'],
  ['functions:\n  pay: { zip: [] }', 'x.yaml:2: functions.pay.zip is empty'],
  ['functions:\n  pay: { zip: 1 }', 'x.yaml:2: functions.pay.zip is a file, or a list of files'],
  ['{}', 'x.yaml:1: functions is missing'],
  ['functions: [', 'x.yaml:1: '],
])('%j is reported with its line', async (text, message) => {
  await expect(readExpected(text, 'x.yaml', FILES)).rejects.toThrow(message);
});

const committed = JSON.parse(readProjectFile('schema/expect-v1.schema.json')) as object;

test('the committed JSON Schema is the generated one: `node scripts/build-schema.mjs` writes it', () => {
  expect(JSON.stringify(committed)).toBe(JSON.stringify(expectedJsonSchema()));
});

test.each([
  [{ functions: { pay: { zip: 'a.zip' } } }, true],
  [{ functions: { pay: { codeSha256: [BASE64, HEX] } } }, true],
  [{ functions: { pay: { codeSha256: 'short' } } }, false],
  [{ functions: { pay: { other: 'a.zip' } } }, false],
])('an editor takes %j: %s', (file, isValid) => {
  expect(new Ajv2020({ strict: false }).validate(committed, file)).toBe(isValid);
});
