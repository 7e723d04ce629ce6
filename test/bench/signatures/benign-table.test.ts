import { expect, it } from 'vitest';
import { PROJECT } from '../../support/project-files.js';

interface Counted {
  readonly packages: number;
  readonly releases: number;
  readonly findings: readonly { readonly of: string }[];
}

interface BenignTable {
  countBenign: (results: readonly unknown[]) => Counted;
  formatBenign: (counted: Counted, reasons: Readonly<Record<string, string>>) => string;
}

const { countBenign, formatBenign } = (await import(
  /* @vite-ignore */ `${PROJECT}bench/signatures/benign-table.mjs`
)) as BenignTable;

const finding = (release: string | null, severity = 'high', kind = 'malware') => ({
  kind,
  rule: 'code/x',
  severity,
  release,
  evidence: [],
});
const set = (name: string, releases: readonly string[], findings: readonly unknown[]) => ({
  name,
  releases,
  findings,
  problems: [],
  cpuSeconds: 1,
});

it('counts a release of two sets once, and findings in no package', () => {
  const counted = countBenign([
    set('a', ['x@1.0.0', 'y@1.0.0'], [finding('x@1.0.0')]),
    set('b', ['x@1.0.0', 'x@2.0.0'], [finding('x@1.0.0'), finding('x@2.0.0'), finding(null)]),
  ]);
  expect(counted).toMatchObject({ packages: 2, releases: 3 });
  expect(counted.findings.map(({ of }) => of)).toEqual(['x@1.0.0', 'x@2.0.0', '(no package, set b)']);
});

it.each([
  ['HIGH', finding('x@1.0.0'), '| HIGH | 1 | 1000.00 per 1,000 | ≤ 1 | **no** |'],
  ['names', finding('x@1.0.0', 'high', 'typosquat'), '| names | 1 | 1000.00 per 1,000 | ≤ 0.5 | **no** |'],
  ['CRITICAL', finding('x@1.0.0', 'critical'), '| CRITICAL | 1 | 300.00 | 0 | **no** |'],
])('a target that is not met is reported: %s', (_, one, row) => {
  expect(formatBenign(countBenign([set('a', ['x@1.0.0'], [one])]), {})).toContain(row);
});

it('a finding without a reason is reported', () => {
  const counted = countBenign([set('a', ['x@1.0.0'], [finding('x@1.0.0')])]);
  expect(formatBenign(counted, {})).toContain('not explained');
  expect(formatBenign(counted, { 'code/x x': 'a licence check' })).toContain('| a licence check |');
});
