import { expect, it } from 'vitest';
import type { Finding } from '../../src/model/index.js';
import { chooseFindings, type ListFilter } from '../../src/policy/choose-findings.js';
import { text } from '../../src/reporters/text/index.js';
import { findingOf, packageOf } from '../support/model-builders.js';
import { reportedArtifact, reportedFunction, reportOf } from '../support/sample-report.js';
import { rendered } from '../reporters/contract.js';

const ALL: ListFilter = { severities: null, onlyFixable: false, onlyDirect: false, onlyNew: false };

const PACKAGES = [
  packageOf('direct', '1.0.0', { direct: true }),
  packageOf('deep', '1.0.0', { direct: false }),
  packageOf('unclear', '1.0.0', { direct: null }),
];

function advisory(id: string, name: string, fields: Partial<Finding> = {}): Finding {
  return findingOf({ id, package: `npm:node_modules/${name}`, fixedIn: ['1.0.1'], ...fields });
}

const FINDINGS = [
  advisory('critical', 'direct', { severity: 'critical', isNew: false }),
  advisory('low', 'deep', { severity: 'low', isNew: true }),
  advisory('unfixed', 'unclear', { severity: 'medium', fixedIn: [], isNew: true }),
  advisory('malware', 'deep', { kind: 'malware', severity: 'low', fixedIn: [], isNew: false }),
  advisory('aside', 'deep', { severity: 'low', status: 'suppressed', isNew: false }),
];

function report() {
  const artifact = reportedArtifact('a', { packages: PACKAGES, findings: FINDINGS });
  return reportOf([reportedFunction('fn', [artifact])], [artifact]);
}

it.each<[string, Partial<ListFilter>, readonly string[], number]>([
  ['everything', {}, ['critical', 'low', 'unfixed', 'malware', 'aside'], 0],
  ['severities, and malware', { severities: ['critical'] }, ['critical', 'malware'], 2],
  ['what can be fixed, and malware', { onlyFixable: true }, ['critical', 'low', 'malware', 'aside'], 1],
  ['direct packages, and unclear ones', { onlyDirect: true }, ['critical', 'unfixed', 'malware'], 1],
  ['what is new', { onlyNew: true }, ['low', 'unfixed', 'malware'], 1],
])('shows %s', (...[, filter, ids, hidden]) => {
  const all = report();
  const chosen = chooseFindings(all, { ...ALL, ...filter });
  expect(chosen.report.artifacts[0]?.findings.map(({ id }) => id)).toEqual(ids);
  expect(chosen.report.functions[0]?.findings.map(({ id }) => id)).toEqual(ids);
  expect(chosen.hidden).toBe(hidden);
  expect(chosen.report.summary).toEqual(all.summary);
});

it('leaves out findings of a function itself', () => {
  const own = findingOf({ id: 'role', kind: 'permission', severity: 'medium' });
  const fn = reportedFunction('fn', [], { findings: [own] });
  const { report: chosen, hidden } = chooseFindings(reportOf([fn], []), { ...ALL, severities: ['high'] });
  expect(chosen.functions[0]?.findings).toEqual([]);
  expect(hidden).toBe(1);
});

it('is told in the last line of the text, which does not call a function clean whose findings are hidden', () => {
  const artifacts = ['a', 'b'].map((id) =>
    reportedArtifact(id, {
      packages: PACKAGES,
      findings: [advisory(id, 'direct', { severity: id === 'a' ? 'high' : 'low' })],
    }),
  );
  const all = reportOf(
    artifacts.map((artifact) => reportedFunction(`fn-${artifact.id}`, [artifact])),
    artifacts,
  );
  const chosen = chooseFindings(all, { ...ALL, severities: ['high'] });
  const printed = rendered(text, chosen.report, { hiddenFindings: chosen.hidden });
  expect(printed.trimEnd().split('\n').at(-1)).toBe(
    '  1 finding is hidden by your filters; the totals and the exit code count it.',
  );
  expect(printed).toContain('1 function with nothing to show: fn-b');
  expect(printed).not.toContain('nothing found');
});
