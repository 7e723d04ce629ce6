import { expect, test } from 'vitest';
import { editManifest } from '../../../src/remediation/npm/index.js';
import {
  proveChanges,
  type ProofTools,
  type ResolvedTree,
  type UnresolvedTree,
} from '../../../src/remediation/proof/prove-changes.js';
import type { EditedManifest } from '../../../src/remediation/npm/edited-manifest.js';
import type { WantedChange } from '../../../src/remediation/npm/wanted-changes.js';
import { packageOf } from '../../support/model-builders.js';
import { treeOf } from '../../support/proof-trees.js';
import { reportedArtifact, reportOf, upgradeOf } from '../../support/sample-report.js';
import { wantedChange } from '../../support/wanted-change.js';

const MANIFEST = '{"dependencies":{"left":"^1.0.0","host":"^1.0.0"}}';
const FACTS = { manager: null, lockfile: null, overrides: null, allowMajor: false };
const BEFORE = treeOf('node_modules/left 1.0.0 L', 'node_modules/deep 1.0.0 D', 'node_modules/host 1.0.0 H');

/** A report whose artifact has what BEFORE has. */
const REPORT = reportOf(
  [],
  [
    reportedArtifact('a', {
      path: 'a.zip',
      packages: ['left', 'deep', 'host'].map((name) => packageOf(name, '1.0.0', { id: name })),
      findings: [
        ['left', 'L'],
        ['deep', 'D'],
        ['host', 'H'],
      ].map(([name = '', rule = '']) => ({
        ...upgradeOf(name, '1.5.0'),
        id: rule,
        kind: 'advisory' as const,
        rule,
        package: name,
      })),
    }),
  ],
);

const DEEP = wantedChange('deep', { action: 'override', isDirect: false, broughtBy: ['left'] });
const RAISED = wantedChange('left', { to: '1.2.0', brings: ['deep 1.5.0'] });
const LEFT = wantedChange('left');
const HOST = wantedChange('host');

function resolved(rows: readonly string[], more: Partial<ResolvedTree> = {}): ResolvedTree {
  return {
    state: 'resolved',
    tree: treeOf(...rows),
    lockfile: '{}',
    brokenPeers: [],
    bundled: new Map(),
    kept: [],
    ...more,
  };
}

interface Made {
  /** Paths of the edits. */
  readonly paths: readonly string[];
  readonly update: readonly string[];
}

/** Trees by what was edited. */
type Answer = (made: Made) => ResolvedTree | UnresolvedTree;

async function prove(
  plan: (forced: ReadonlySet<string>) => { wanted: WantedChange[]; allowed?: WantedChange[] },
  answer: Answer,
) {
  const tools: ProofTools = {
    plan: (forced) => Promise.resolve({ allowed: [], ...plan(forced) }),
    edit: (changes) => editManifest(MANIFEST, changes, FACTS),
    resolve: (edited: EditedManifest | null, update) =>
      Promise.resolve(answer({ paths: edited?.edits.map(({ path }) => path.join('.')) ?? [], update })),
    locked: BEFORE,
  };
  const proven = await proveChanges(REPORT, tools);
  const { edits, left } = proven.edited;
  return {
    edits: edits.map(({ path }) => path.join('.')),
    left: left.map(({ wanted, why }) => `${wanted.name}: ${why}`),
    updates: proven.updates.map(({ name }) => name),
    cleared: proven.proof?.cleared.map(({ name }) => name) ?? proven.reason,
  };
}

const has = (path: string, { paths }: Made): boolean => paths.includes(path);

test('what a change clears is read off the tree', async () => {
  expect(
    await prove(
      () => ({ wanted: [LEFT, HOST] }),
      (made) =>
        resolved([
          has('dependencies.left', made) ? 'node_modules/left 1.5.0' : 'node_modules/left 1.0.0 L',
          'node_modules/deep 1.0.0 D',
          has('dependencies.host', made) ? 'node_modules/host 1.5.0' : 'node_modules/host 1.0.0 H',
        ]),
    ),
  ).toEqual({
    edits: ['dependencies.left', 'dependencies.host'],
    left: [],
    updates: [],
    cleared: ['left', 'host'],
  });
});

test('an upgrade that leaves the copy becomes an override', async () => {
  const made = await prove(
    (forced) => ({ wanted: forced.has('deep') ? [DEEP] : [RAISED] }),
    (one) =>
      resolved([
        one.paths.some((path) => path.startsWith('overrides.deep'))
          ? 'node_modules/deep 1.5.0'
          : 'node_modules/deep 1.0.0 D',
        'node_modules/left 1.0.0 L',
      ]),
  );
  expect(made).toMatchObject({
    edits: ['overrides.deep@<1.5.0'],
    cleared: expect.arrayContaining(['deep']) as string[],
  });
});

test('an update of the lockfile alone is a change; where it does not help, the version is forced', async () => {
  const plan = (forced: ReadonlySet<string>) =>
    forced.has('deep') ? { wanted: [DEEP] } : { wanted: [], allowed: [DEEP] };
  const helps: Answer = ({ update }) =>
    resolved([update.includes('deep') ? 'node_modules/deep 1.5.0' : 'node_modules/deep 1.0.0 D']);
  expect(await prove(plan, helps)).toMatchObject({ edits: [], updates: ['deep'] });
  const helpsNot: Answer = ({ paths }) =>
    resolved([paths.length > 0 ? 'node_modules/deep 1.5.0' : 'node_modules/deep 1.0.0 D']);
  expect(await prove(plan, helpsNot)).toMatchObject({ edits: ['overrides.deep@<1.5.0'], updates: [] });
});

test('a change that clears nothing in the tree is not made', async () => {
  const rows = ['node_modules/left 1.0.0 L', 'node_modules/host 1.0.0 H', 'node_modules/deep 1.0.0 D'];
  expect(
    await prove(
      () => ({ wanted: [LEFT] }),
      () => resolved(rows),
    ),
  ).toEqual({
    edits: [],
    left: ['left: the tree still has left 1.0.0'],
    updates: [],
    cleared: [],
  });
});

test('a change that breaks a peer requirement is not made; one that was broken before is no reason', async () => {
  const peer = {
    dependent: { name: 'plugin', version: '3.0.0' },
    name: 'host',
    range: '<1.5.0',
    version: '1.5.0',
  };
  const answer =
    (alwaysBroken: boolean): Answer =>
    (made) =>
      resolved(
        [
          has('dependencies.left', made) ? 'node_modules/left 1.5.0' : 'node_modules/left 1.0.0 L',
          has('dependencies.host', made) ? 'node_modules/host 1.5.0' : 'node_modules/host 1.0.0 H',
        ],
        { brokenPeers: alwaysBroken || has('dependencies.host', made) ? [peer] : [] },
      );
  expect(await prove(() => ({ wanted: [LEFT, HOST] }), answer(false))).toMatchObject({
    edits: ['dependencies.left'],
    left: ['host: plugin 3.0.0 requires host <1.5.0 as a peer, which excludes 1.5.0'],
  });
  expect(await prove(() => ({ wanted: [LEFT, HOST] }), answer(true))).toMatchObject({
    edits: ['dependencies.left', 'dependencies.host'],
    left: [],
  });
});

test('a change whose requirements contradict others is not made; another failure leaves the plan unproven', async () => {
  const conflict: Answer = (made) =>
    has('dependencies.host', made)
      ? { state: 'unresolved', reason: 'peers contradict', conflict: ['host'] }
      : resolved(['node_modules/left 1.5.0', 'node_modules/deep 1.0.0 D', 'node_modules/host 1.0.0 H']);
  expect(await prove(() => ({ wanted: [LEFT, HOST] }), conflict)).toMatchObject({
    edits: ['dependencies.left'],
    left: ['host: peers contradict'],
    cleared: ['left'],
  });
  const failure: Answer = () => ({ state: 'unresolved', reason: 'no registry', conflict: [] });
  expect(await prove(() => ({ wanted: [LEFT] }), failure)).toMatchObject({
    edits: ['dependencies.left'],
    cleared: 'no registry',
  });
});

test('a dependent that may not be raised has its dependency forced', async () => {
  const peer = {
    dependent: { name: 'plugin', version: '3.0.0' },
    name: 'left',
    range: '<1.2.0',
    version: '1.2.0',
  };
  const made = await prove(
    (forced) => ({ wanted: forced.has('deep') ? [RAISED, DEEP] : [RAISED] }),
    (one) =>
      resolved([one.paths.length > 0 ? 'node_modules/deep 1.5.0' : 'node_modules/deep 1.0.0 D'], {
        brokenPeers: has('dependencies.left', one) ? [peer] : [],
      }),
  );
  expect(made).toMatchObject({ edits: ['overrides.deep@<1.5.0'] });
});
