import { expect, it, test } from 'vitest';
import type { Artifact, Finding } from '../../src/model/index.js';
import { vexRules, type VexSubject } from '../../src/policy/vex-rules.js';
import type { VexProduct, VexStatement } from '../../src/policy/index.js';
import { artifactOf, findingOf, packageOf } from '../support/model-builders.js';

const qs = packageOf('qs', '6.7.0', { direct: false });
const express = packageOf('express', '4.17.0', { direct: true, dependencies: [qs.id] });
const SHA = 'ab'.repeat(32);
const ARTIFACT = artifactOf('a', {
  sha256: SHA,
  packages: [express, qs],
  roots: [{ id: 'npm:', path: '', name: 'shop', manager: 'npm' }],
});

function product(fields: Partial<VexProduct>): VexProduct {
  return { purls: [], sha256: [], names: [], subcomponents: [], ...fields };
}
const part = (...purls: string[]): VexProduct['subcomponents'] => [{ purls, sha256: [], names: [] }];

function statement(products: readonly VexProduct[], fields: Partial<VexStatement> = {}): VexStatement {
  return {
    ids: ['CVE-1'],
    products,
    status: 'not_affected',
    justification: 'vulnerable_code_not_present',
    impact: null,
    author: 'Ours',
    timestamp: '2026-01-01T00:00:00Z',
    source: 'team.vex.json',
    ...fields,
  };
}

function subjectOf(finding: Partial<Finding> = {}, fields: Partial<VexSubject> = {}): VexSubject {
  return {
    finding: findingOf({ rule: 'GHSA-1', aliases: ['CVE-1'], package: qs.id, ...finding }),
    artifact: ARTIFACT,
    found: qs,
    fn: null,
    ...fields,
  };
}

const ALSO_ASKED: Artifact = {
  ...ARTIFACT,
  packages: [express, qs, packageOf('body', '1.0.0', { dependencies: [qs.id] })],
};
const FN = { id: 'app#pay', name: 'pay', arn: 'arn:aws:lambda:eu-west-1:000000000000:function:pay' };

test.each<[string, VexProduct, VexSubject, boolean]>([
  ['the package', product({ purls: ['pkg:npm/qs@6.7.0'] }), subjectOf(), true],
  ['every version of it', product({ purls: ['pkg:npm/qs'] }), subjectOf(), true],
  ['another version', product({ purls: ['pkg:npm/qs@6.8.0'] }), subjectOf(), false],
  ['a version is no glob', product({ purls: ['pkg:npm/qs@6.*'] }), subjectOf(), false],
  ['a qualifier that is not known', product({ purls: ['pkg:npm/qs@6.7.0?arch=x'] }), subjectOf(), false],
  ['the artifact', product({ sha256: [SHA] }), subjectOf(), true],
  ['another artifact', product({ sha256: ['0'] }), subjectOf(), false],
  [
    'the artifact, but another part',
    product({ sha256: [SHA], subcomponents: part('pkg:npm/x') }),
    subjectOf(),
    false,
  ],
  [
    'the artifact, this part',
    product({ sha256: [SHA], subcomponents: part('pkg:npm/qs') }),
    subjectOf(),
    true,
  ],
  ['our own name of the artifact', product({ names: ['urn:stowaway:artifact:a'] }), subjectOf(), true],
  [
    'the application',
    product({ purls: ['pkg:npm/shop'], subcomponents: part('pkg:npm/qs') }),
    subjectOf(),
    true,
  ],
  [
    'the application in a version that nobody knows',
    product({ purls: ['pkg:npm/shop@1.0.0'] }),
    subjectOf(),
    false,
  ],
  [
    'in the only package that asks for it',
    product({ purls: ['pkg:npm/express'], subcomponents: part('pkg:npm/qs') }),
    subjectOf(),
    true,
  ],
  [
    'in one of two packages that ask for it',
    product({ purls: ['pkg:npm/express'], subcomponents: part('pkg:npm/qs') }),
    subjectOf({}, { artifact: ALSO_ASKED }),
    false,
  ],
  ['a function, asked of all', product({ names: ['pay'] }), subjectOf(), false],
  ['a function by its name', product({ names: ['pay'] }), subjectOf({}, { fn: FN }), true],
  ['a function by its ARN', product({ names: [FN.arn] }), subjectOf({}, { fn: FN }), true],
  [
    'our own name of the function',
    product({ names: ['urn:stowaway:function:app%23pay'] }),
    subjectOf({}, { fn: FN }),
    true,
  ],
  ['malware is no vulnerability', product({ purls: ['pkg:npm/qs'] }), subjectOf({ kind: 'malware' }), false],
  ['another vulnerability', product({ purls: ['pkg:npm/qs'] }), subjectOf({ aliases: [] }), false],
  [
    'some of the versions it can have',
    product({ purls: ['pkg:npm/qs@6.7.0'] }),
    subjectOf({}, { found: packageOf('qs', null, { candidates: ['6.7.0', '6.7.1'], versionState: 'set' }) }),
    false,
  ],
])('about %s', (...[, named, subject, isClear]) => {
  expect(vexRules([statement([named])])(subject) !== null).toBe(isClear);
});

const ABOUT_QS = [product({ purls: ['pkg:npm/qs'] })];

it('gives the status, the reason, the author and the place', () => {
  expect(vexRules([statement(ABOUT_QS, { impact: 'Never called.' })])(subjectOf())).toEqual({
    justification: 'vulnerable_code_not_present',
    suppression: { reason: 'Never called.', owner: 'Ours', expires: null, source: 'team.vex.json' },
  });
});

test.each<[string, readonly Partial<VexStatement>[], boolean]>([
  ['fixed', [{ status: 'fixed', justification: null }], true],
  ['affected', [{ status: 'affected' }], false],
  ['under investigation', [{ status: 'under_investigation' }], false],
  [
    'not affected, and later affected',
    [{}, { status: 'affected', timestamp: '2026-02-01T00:00:00Z' }],
    false,
  ],
  ['the same in another order', [{ status: 'affected', timestamp: '2026-02-01T00:00:00Z' }, {}], false],
  ['affected, and later not', [{ status: 'affected', timestamp: '2025-02-01T00:00:00Z' }, {}], true],
  ['the last one of the same time', [{}, { status: 'affected' }], false],
])('%s', (_, statements, isClear) => {
  const rules = vexRules(statements.map((fields) => statement(ABOUT_QS, fields)));
  expect(rules(subjectOf()) !== null).toBe(isClear);
});
