import { expect, test } from 'vitest';
import { editManifest, wantedChanges } from '../../../src/remediation/npm/index.js';
import type { Proof } from '../../../src/remediation/proof/compare-trees.js';
import { renderFix, type FixPlace } from '../../../src/remediation/proof/render-fix.js';
import { unprovenPlan, type FixPlan } from '../../../src/remediation/proof/prove-changes.js';
import { HOSTILE, RAW_DANGER } from '../../support/hostile-report.js';
import { changeOf, findingOf, packageOf } from '../../support/model-builders.js';
import { reportedArtifact, reportOf } from '../../support/sample-report.js';
import { wantedChange } from '../../support/wanted-change.js';

const FACTS = { manager: null, lockfile: null, overrides: null, allowMajor: false };

const PLACE: FixPlace = {
  name: 'package.json',
  text: '',
  overrides: null,
  mountedBy: new Map([['layer.zip', 8]]),
  lockfile: 'package-lock.json',
  withDiff: true,
  width: Infinity,
};

function rendered(text: string, path: string): string {
  const artifact = reportedArtifact('a', {
    path,
    packages: [packageOf('left', '1.0.0', { direct: true })],
    changes: [
      changeOf('left', { clears: ['1', '2'] }),
      changeOf('far', { major: true, to: '2.0.0', clears: ['3'] }),
    ],
  });
  const edited = editManifest(text, { wanted: wantedChanges(reportOf([], [artifact])), allowed: [] }, FACTS);
  return [...renderFix({ ...PLACE, text }, unprovenPlan(edited, 'offline'))].join('');
}

test('the diff, the findings that each change clears, and unchanged packages', () => {
  expect(rendered('{\n\t"dependencies": {\n\t\t"left": "^1.0.0"\n\t}\n}\n', 'a.zip')).toBe(`--- package.json
+++ package.json
@@ -1,5 +1,5 @@
 {
 \t"dependencies": {
-\t\t"left": "^1.0.0"
+\t\t"left": "^1.5.0"
 \t}
 }

1 change of package.json
  minor     dependencies.left: ^1.0.0 → ^1.5.0  clears 2 findings in a.zip
Not proven (offline): ranges alone say what is cleared, and the installer may choose otherwise.

Left alone
  far 1.0.0  1 finding: 2.0.0 is another major: use --major to allow it
`);
});

test('no text of the manifest or the artifacts controls a terminal', () => {
  const text = JSON.stringify({ name: HOSTILE.toWellFormed(), dependencies: { left: '^1.0.0' } }, null, 2);
  expect(rendered(text, HOSTILE).replaceAll('\t', '')).not.toMatch(RAW_DANGER);
});

/** A plan with one change that clears, one of the lockfile, and a finding that stays. */
function provenPlan(artifact: string): FixPlan & { proof: Proof } {
  const open = (name: string, rule: string) => ({
    artifact,
    name,
    versions: ['1.0.0'],
    finding: findingOf({ kind: 'advisory', rule }),
  });
  const text = '{"dependencies":{"left":"^1.0.0"}}';
  const wanted = wantedChange('left', { artifacts: [artifact], clears: 7 });
  return {
    edited: editManifest(text, { wanted: [wanted], allowed: [] }, FACTS),
    updates: [wantedChange('deep', { artifacts: [artifact] })],
    proof: {
      cleared: [open('left', 'L1'), open('left', 'L2'), open('deep', 'D')],
      remaining: [
        { open: open('sad', 'S1'), why: 'no version of sad is known to be free of it' },
        { open: open('sad', 'S2'), why: 'no version of sad is known to be free of it' },
      ],
      foreign: [open('far', 'F')],
      brought: [{ name: 'new', version: '2.0.0', rule: 'N' }],
      advisories: [{ name: 'new', version: '2.0.0', rule: 'N' }],
      packages: 41,
    },
    reason: null,
    lockfile: '{}',
    kept: ['own'],
  };
}

test('a proven plan counts what the tree clears, says what stays and what comes, and how many functions share it', () => {
  const lines = [...renderFix({ ...PLACE, withDiff: false }, provenPlan('layer.zip'))].join('');
  expect(lines).toBe(`2 changes of package.json, the cheapest first
  lockfile  package-lock.json: deep 1.0.0 → 1.5.0 or later  clears 1 finding in layer.zip (8 functions)
  minor     dependencies.left: ^1.0.0 → ^1.5.0  clears 2 findings in layer.zip (8 functions)

Proven: the package manager's own tree with these changes (41 packages) clears 3 of 6 findings.
Not cleared
  sad 1.0.0  2 findings: no version of sad is known to be free of it
Of another manifest: far (layer.zip). Name that one with --manifest FILE.
New in this tree
  new 2.0.0  N
The tree then has 1 advisory, development dependencies included.
Kept as they are, not fetched (git, file or URL dependencies): own.
`);
});

test('what other majors would clear is offered', () => {
  const plan = provenPlan('a.zip');
  const { cleared, remaining } = plan.proof;
  const text = '{"dependencies":{"left":"^1.0.0","sad":"^1.0.0"}}';
  const changes = [wantedChange('left'), wantedChange('sad', { to: '2.0.0', major: true })];
  const withMajor: FixPlan = {
    ...plan,
    edited: editManifest(text, { wanted: changes, allowed: [] }, { ...FACTS, allowMajor: true }),
    proof: { ...plan.proof, cleared: [...cleared, ...remaining.map(({ open }) => open)], remaining: [] },
  };
  const lines = [...renderFix({ ...PLACE, withDiff: false }, plan, withMajor)].join('');
  expect(lines).toContain('With --major: 5 of 6 findings (sad 1.0.0 → 2.0.0).\n');
});

test('a tree without changes is called so', () => {
  const edited = editManifest('{}', { wanted: [], allowed: [] }, FACTS);
  const plan: FixPlan = { ...provenPlan('a.zip'), edited, updates: [] };
  const lines = [...renderFix({ ...PLACE, withDiff: false }, plan)].join('');
  expect(lines).toContain("the package manager's own tree without changes (41 packages)");
});

test('all lines but those of the diff fit the terminal', () => {
  const text = `{"dependencies":{"left":"^1.0.0"},"description":"${'long '.repeat(20)}"}`;
  const plan = provenPlan('layer.zip');
  const place = { ...PLACE, text, width: 40 };
  const [diff = '', ...others] = renderFix(place, plan);
  expect(diff).toContain(text);
  const lines = others.join('').split('\n');
  expect(lines.filter((line) => line.length > 40)).toEqual([]);
  expect(lines).toContain('  minor     dependencies.left: ^1.0.0 →');
});

test('a hostile proof controls no terminal', () => {
  const plan = provenPlan(HOSTILE);
  const odd = { name: HOSTILE, version: HOSTILE, rule: HOSTILE };
  const proof = {
    ...plan.proof,
    brought: [odd],
    remaining: plan.proof.remaining.map((one) => ({ ...one, why: HOSTILE })),
  };
  const lines = [...renderFix({ ...PLACE, withDiff: false }, { ...plan, proof, kept: [HOSTILE] })].join('');
  expect(lines).not.toMatch(RAW_DANGER);
});
