import { expect, test } from 'vitest';
import { editManifest } from '../../../src/remediation/npm/index.js';
import { describeFix } from '../../../src/remediation/proof/describe-fix.js';
import { unprovenPlan } from '../../../src/remediation/proof/index.js';
import { findingOf } from '../../support/model-builders.js';
import { wantedChange } from '../../support/wanted-change.js';

const FACTS = { manager: null, lockfile: null, overrides: null, allowMajor: false };
const EDITED = editManifest(
  '{"dependencies":{"left":"^1.0.0"}}',
  {
    wanted: [wantedChange('left', { clears: 7 }), wantedChange('far', { to: '2.0.0', major: true })],
    allowed: [],
  },
  FACTS,
);
const EDIT = { file: 'package.json', path: ['dependencies', 'left'], before: '^1.0.0', after: '^1.5.0' };

test('a plan by ranges is not proven and has no tree', () => {
  expect(describeFix('package.json', unprovenPlan(EDITED, 'offline'))).toMatchObject({
    proven: false,
    reason: 'offline',
    changes: [{ cost: 'minor', name: 'left', clears: 7, edit: EDIT }],
    leftAlone: [{ name: 'far' }],
    tree: null,
  });
});

test('a proven plan counts by the tree, and has its advisories', () => {
  const finding = findingOf({ kind: 'advisory', rule: 'L' });
  const open = { artifact: 'a.zip', name: 'left', versions: ['1.0.0'], finding };
  const proof = { cleared: [open], remaining: [], foreign: [], brought: [], advisories: [], packages: 3 };
  const updates = [wantedChange('deep')];
  const plan = { edited: EDITED, updates, proof, reason: null, lockfile: '{}', kept: ['own'] };
  expect(describeFix('package.json', plan)).toMatchObject({
    proven: true,
    reason: null,
    changes: [
      { cost: 'lockfile', name: 'deep', edit: null, clears: 0 },
      { name: 'left', clears: 1, edit: EDIT },
    ],
    cleared: [{ name: 'left', rule: 'L', artifact: 'a.zip', versions: ['1.0.0'] }],
    tree: { packages: 3, kept: ['own'], brought: [], advisories: [] },
  });
});
