import { expect, test } from 'vitest';
import type { Change } from '../../../src/model/index.js';
import { wantedChanges } from '../../../src/remediation/npm/index.js';
import { changeOf, packageOf } from '../../support/model-builders.js';
import { reportedArtifact } from '../../support/sample-report.js';

function artifact(id: string, versions: readonly string[], changes: readonly Change[]) {
  const packages = versions.map((version) =>
    packageOf('left', version, { direct: true, locations: [{ path: `at-${version}` }] }),
  );
  return reportedArtifact(id, { packages, changes });
}

test('functions that are built from one manifest want one change', () => {
  const change = changeOf('left', { clears: ['1', '2'] });
  expect(
    wantedChanges({ artifacts: ['a', 'b'].map((id) => artifact(id, ['1.0.0'], [change])) }),
  ).toMatchObject([
    { name: 'left', clears: 4, artifacts: ['a.zip', 'b.zip'], isDirect: true, hasOtherLines: false },
  ]);
});

test('the higher of two versions is taken, and only findings that it clears are claimed', () => {
  const changes = ['1.5.0', '1.6.0'].map((to) => changeOf('left', { to, clears: ['1'] }));
  expect(
    wantedChanges({ artifacts: changes.map((change, at) => artifact(`${at}`, ['1.0.0'], [change])) }),
  ).toMatchObject([{ to: '1.6.0', clears: 1 }]);
});

test('a nearer step stays beside one to another major', () => {
  const changes = [
    changeOf('left', { clears: ['1'] }),
    changeOf('left', { to: '2.0.0', major: true, clears: ['2'] }),
  ];
  expect(wantedChanges({ artifacts: [artifact('a', ['1.0.0'], changes)] })).toMatchObject([
    { to: '1.5.0', major: false, clears: 1 },
    { to: '2.0.0', major: true, clears: 1 },
  ]);
});

test('copies of other release lines are reported', () => {
  const change = changeOf('left', { action: 'override', broughtBy: ['top'] });
  expect(wantedChanges({ artifacts: [artifact('a', ['1.0.0', '2.0.0'], [change])] })).toMatchObject([
    { hasOtherLines: true, isDirect: false },
  ]);
});

test('the lowest of several versions of a dependent is taken, with all dependents between', () => {
  const change = changeOf('left', { action: 'override', broughtBy: ['top'] });
  const artifacts = ['2.0.0', '1.9.0', '1.10.0'].map((version) => {
    const left = packageOf('left', '1.0.0', { direct: false });
    const middle = packageOf('middle', version, { direct: false, dependencies: [left.id] });
    const top = packageOf('top', version, { direct: true, dependencies: [middle.id] });
    return reportedArtifact(version, { packages: [left, middle, top], changes: [change] });
  });
  expect(wantedChanges({ artifacts })).toMatchObject([
    {
      directDependents: new Map([['top', '1.9.0']]),
      through: new Map([['middle', ['2.0.0', '1.9.0', '1.10.0']]]),
    },
  ]);
});
