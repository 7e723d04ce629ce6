import { expect, test } from 'vitest';
import { compareTrees, type Proof } from '../../../src/remediation/proof/compare-trees.js';
import type { OpenFinding } from '../../../src/remediation/proof/matched-tree.js';
import { findingOf } from '../../support/model-builders.js';
import { treeOf } from '../../support/proof-trees.js';
import { upgradeOf } from '../../support/sample-report.js';

function open(name: string, versions: readonly string[], rule = 'R'): OpenFinding {
  const { remediation } = upgradeOf(name, '9.9.9');
  return { artifact: 'a.zip', name, versions, finding: findingOf({ kind: 'advisory', rule, remediation }) };
}

function outcome({ cleared, remaining, foreign }: Proof): string {
  if (remaining[0]) return remaining[0].why;
  return cleared.length > 0 ? 'cleared' : foreign.length > 0 ? 'foreign' : 'nothing';
}

const [LEFT, INNER] = ['node_modules/left', 'node_modules/a/node_modules/left'];

test.each<[what: string, before: string[], after: string[], expected: string]>([
  ['the fixed version is there', [`${LEFT} 1.0.0 R`], [`${LEFT} 1.1.0`], 'cleared'],
  ['it is gone', [`${LEFT} 1.0.0 R`], [], 'cleared'],
  ['it is there', [`${LEFT} 1.0.0 R`], [`${LEFT} 1.0.0 R`], 'the tree still has left 1.0.0'],
  ['a new version has it too', [`${LEFT} 1.0.0 R`], [`${LEFT} 1.1.0 R`], 'the tree still has left 1.1.0'],
  ['another flaw is no matter', [`${LEFT} 1.0.0 R`], [`${LEFT} 1.1.0 S`], 'cleared'],
  [
    'a copy that the artifact lacks is no matter',
    [`${LEFT} 1.0.0 R`, `${INNER} 0.5.0 R`],
    [`${LEFT} 1.1.0`, `${INNER} 0.5.0 R`],
    'cleared',
  ],
  [
    'a copy that comes with the change is',
    [`${LEFT} 1.0.0 R`],
    [`${LEFT} 1.1.0`, `${INNER} 0.5.0 R`],
    'the tree still has left 0.5.0',
  ],
  [
    'a copy of development beside a shipped one is no matter',
    [`${LEFT} 1.0.0 R`, `dev ${INNER} 1.0.0 R`],
    [`${LEFT} 1.1.0`, `dev ${INNER} 1.0.0 R`],
    'cleared',
  ],
  [
    'a copy of development is, where the artifact has that one',
    [`${LEFT} 1.1.0`, `dev ${INNER} 1.0.0 R`],
    [`${LEFT} 1.1.0`, `dev ${INNER} 1.0.0 R`],
    'the tree still has left 1.0.0',
  ],
  ['another manifest has it', ['node_modules/right 1.0.0'], ['node_modules/right 1.0.0'], 'foreign'],
])('%s', (...[, before, after, expected]) => {
  const trees = { before: treeOf(...before), after: treeOf(...after) };
  expect(outcome(compareTrees([open('left', ['1.0.0'])], trees, new Map()))).toBe(expected);
});

test('a copy inside of a tarball, and a flaw without a fix, are called so', () => {
  const tree = treeOf(`${INNER} 1.0.0 R`, 'node_modules/sad 1.0.0 S');
  const sad = {
    ...open('sad', ['1.0.0'], 'S'),
    finding: findingOf({ kind: 'advisory', rule: 'S', remediation: null }),
  };
  const bundled = new Map([[INNER, 'a 2.0.0']]);
  const proof = compareTrees([open('left', ['1.0.0']), sad], { before: tree, after: tree }, bundled);
  expect(proof.remaining.map(({ why }) => why)).toEqual([
    expect.stringContaining('exists only inside the tarball of a 2.0.0'),
    'no version of sad is known to be free of it',
  ]);
});

test('the advisories of the changed tree, and those that the change brings', () => {
  const before = treeOf(`${LEFT} 1.0.0 R`, 'dev node_modules/tool 1.0.0 T');
  const after = treeOf(`${LEFT} 1.1.0 S`, 'dev node_modules/tool 2.0.0 T U');
  const { brought, advisories, packages } = compareTrees([], { before, after }, new Map());
  expect(brought).toEqual([{ name: 'left', version: '1.1.0', rule: 'S' }]);
  expect(advisories.map(({ name, rule }) => `${name} ${rule}`)).toEqual(['left S', 'tool T', 'tool U']);
  expect(packages).toBe(2);
});
