import { expect, test } from 'vitest';
import { ANALYSES } from '../../src/analysis/index.js';
import { missingAnswer } from '../../src/audit/missing-answer.js';
import { DETECTORS } from '../../src/detectors/index.js';
import type { GapCode } from '../../src/model/index.js';

const PARTS = [...ANALYSES, ...DETECTORS].map(({ id }) => id);

test.each([...PARTS, 'recognition', 'matching'])('%s: a part of the answer of its own', (analysis) => {
  const missing = missingAnswer({ code: 'timed-out', analysis });
  expect(missing).not.toBe(missingAnswer({ code: 'timed-out' }));
  expect(missing).toMatch(/\.$/);
  const others = PARTS.filter((id) => id !== analysis);
  expect(others.map((id) => missingAnswer({ code: 'timed-out', analysis: id }))).not.toContain(missing);
});

test.each<[code: GapCode, missing: RegExp]>([
  ['no-code', /^All answers/],
  ['timed-out', /^All answers/],
  ['encrypted', /^All answers/],
  ['unattributed', /^Packages that this code may come from/],
  ['unknown-version', /advisories of this package/],
  ['unresolved', /^Packages and findings may be missing/],
])('%s without an analysis', (code, missing) => {
  expect(missingAnswer({ code })).toMatch(missing);
});

test('an id that no part has says no less than its code', () => {
  expect(missingAnswer({ code: 'encrypted', analysis: 'constructor' })).toMatch(/^All answers/);
});
