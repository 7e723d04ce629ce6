import { expect, it } from 'vitest';
import type { Finding, FunctionPackage, Report } from '../../../src/model/index.js';
import { openvex } from '../../../src/reporters/openvex/index.js';
import { findingOf, packageOf } from '../../support/model-builders.js';
import { reportedArtifact, reportedFunction, reportOf } from '../../support/sample-report.js';
import { rendered } from '../contract.js';

interface Statement {
  readonly products: readonly { readonly '@id': string }[];
  readonly status: string;
  readonly justification?: string;
  readonly impact_statement?: string;
}

const LODASH = packageOf('lodash', '4.17.20');
const LOADED: Pick<FunctionPackage, 'reachable' | 'when'> = { reachable: true, when: 'start' };
const NEVER: Pick<FunctionPackage, 'reachable' | 'when'> = { reachable: false, when: null };
const UNKNOWN: Pick<FunctionPackage, 'reachable' | 'when'> = { reachable: null, when: null };

function reportWith(finding: Partial<Finding>, views: readonly (typeof LOADED)[]): Report {
  const findings = [findingOf({ ...finding, package: LODASH.id })];
  const artifact = reportedArtifact('a', { packages: [LODASH], findings });
  const functions = views.map((view, at) => ({
    ...reportedFunction(`fn${at}`, [artifact]),
    packages: [{ artifact: artifact.id, id: LODASH.id, ...view, via: [], shadowedBy: null }],
  }));
  return reportOf(functions, [artifact]);
}

function statementsOf(report: Report, vexUnreachable: boolean): readonly Statement[] {
  const { statements } = JSON.parse(rendered(openvex, report, { vexUnreachable })) as {
    statements: readonly Statement[];
  };
  return statements;
}

it('states the proof for the functions that do not load the package, and for no other one', () => {
  const report = reportWith({}, [LOADED, NEVER, UNKNOWN]);
  const [others, proven, ...more] = statementsOf(report, true);
  expect(more).toEqual([]);
  expect(others).toMatchObject({ status: 'affected', products: [{}, {}] });
  expect(proven).toMatchObject({
    status: 'not_affected',
    justification: 'vulnerable_code_not_in_execute_path',
    products: [{ '@id': 'urn:stowaway:function:target%23fn1' }],
  });
  expect(proven?.impact_statement).toContain('No import leads from the handler');
});

it.each<readonly [what: string, finding: Partial<Finding>, status: string]>([
  ['malware', { kind: 'malware' }, 'affected'],
  ['what a rule sets aside', { status: 'suppressed' }, 'affected'],
])('leaves %s as it is', (_what, finding, status) => {
  const statuses = statementsOf(reportWith(finding, [NEVER]), true).map((each) => each.status);
  expect(statuses).toEqual([status]);
});

it('says nothing of it unless it is wanted', () => {
  expect(statementsOf(reportWith({}, [NEVER]), false)).toMatchObject([{ status: 'affected' }]);
});

it('states that a program does not hold the functions with the flaw', () => {
  const [proven, ...more] = statementsOf(
    reportWith({ notLinked: ['a.com/x.Parse'] }, [UNKNOWN, LOADED]),
    true,
  );
  expect(proven).toMatchObject({
    status: 'not_affected',
    justification: 'vulnerable_code_not_present',
  });
  expect(proven?.impact_statement).toContain('does not hold the functions with the flaw: a.com/x.Parse');
  expect(more.map(({ status }) => status)).not.toContain('affected');
});
