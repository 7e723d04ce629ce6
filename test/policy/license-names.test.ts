import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { licenseProblems } from '../../src/policy/license-names.js';
import { NO_POLICY, type Policy } from '../../src/policy/index.js';
import { SPDX_IDS } from '../../src/policy/spdx-ids.js';

function told(...allow: readonly string[]): string[] {
  const policy: Policy = {
    ...NO_POLICY,
    source: 'stowaway.config.yaml',
    licenses: { allow, deny: [], unknown: 'report' },
  };
  return licenseProblems(policy).map(({ message }) => message);
}

test.each([
  'MIT',
  'mit',
  'AGPL-*',
  'GPL-2.0',
  'GPL-2.0+',
  'GPL-2.0-or-later',
  'GPL-2.0 WITH Classpath-exception-2.0',
  'LicenseRef-ours',
  'UNLICENSED',
  '*',
])('%s is known', (rule) => {
  expect(told(rule)).toEqual([]);
});

test.each([
  ['Apache2', 'Apache-2.0'],
  ['The MIT License', 'MIT'],
  ['GPLv3', 'GPL-3.0'],
  ['Apahce-2.0', 'Apache-2.0'],
  ['BSD', 'BSD-1-Clause'],
])('%s is reported, with %s among the nearest', (rule, near) => {
  expect(told(rule)).toEqual([
    expect.stringMatching(
      /^The policy allows or denies the licence .*, which is not an SPDX identifier; the nearest: /,
    ),
  ]);
  expect(told(rule)[0]).toContain(near);
});

test.each(['Our own terms', '-', '___', 'x'.repeat(2000), 'ZZZ-*'])('%.20s is near to nothing', (rule) => {
  expect(told(rule)).toEqual([
    `The policy allows or denies the licence ${rule}, which is not an SPDX identifier.`,
  ]);
});

test('denied licences are looked at too, each once; without rules nothing is reported', () => {
  const licenses = { allow: null, deny: ['Apache2', 'Apache2'], unknown: 'accept' as const };
  expect(licenseProblems({ ...NO_POLICY, source: 'a.yaml', licenses })).toEqual([
    expect.objectContaining({ code: 'unresolved', path: 'a.yaml', affectsCompleteness: false }),
  ]);
  expect(licenseProblems(NO_POLICY)).toEqual([]);
});

test('the table is that of the list: node scripts/build-spdx-ids.mjs', () => {
  const listed = ['index', 'deprecated'].flatMap(
    (name) =>
      JSON.parse(
        readFileSync(new URL(`../../node_modules/spdx-license-ids/${name}.json`, import.meta.url), 'utf8'),
      ) as string[],
  );
  expect(SPDX_IDS.trim().split(/\s+/)).toEqual([...new Set(listed)].sort());
});
