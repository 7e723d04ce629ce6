import { describe, expect, it, test } from 'vitest';
import type { Report } from '../../src/model/index.js';
import { acceptedProblems, allAcceptedNotes, isSeenWhole } from '../../src/reporters/accepted-gaps.js';
import { REPORTERS } from '../../src/reporters/index.js';
import { problemsOf } from '../../src/reporters/located-problems.js';
import { acceptAlone, judgeFunction, NO_POLICY, openJudge, summarise } from '../../src/policy/index.js';
import { reportedArtifact, reportedFunction, reportOf } from '../support/sample-report.js';
import { rendered } from './contract.js';

const PROBLEM = {
  code: 'encrypted',
  path: 'lib/a.bin',
  message: 'The entry is encrypted.',
  affectsCompleteness: true,
} as const;

/** Two functions that share an artifact with a gap, judged by a rule about functions of a name. */
function reportAccepting(fn: string | null): Report {
  const accept = [
    {
      codes: ['encrypted' as const],
      account: null,
      region: null,
      function: fn,
      artifact: null,
      path: 'lib/*',
      message: null,
      reason: 'The key is ours.',
      owner: 'team-pay',
      expires: '2027-01-01',
      line: 1,
    },
  ];
  const policy = { ...NO_POLICY, source: 'c.yaml', accept };
  const judge = openJudge({ policy, statements: [], baseline: null, now: new Date('2026-06-01') });
  const artifact = reportedArtifact('a', { problems: [PROBLEM] });
  const artifacts = new Map([[artifact.id, artifact]]);
  const functions = ['pay', 'ship'].map((name) =>
    judgeFunction(reportedFunction(name, [artifact]), artifacts, judge.accepts),
  );
  const all = { artifacts: [artifact], functions, problems: [] };
  const summary = summarise({ ...all, acceptedAlone: acceptAlone(all, judge.accepts) });
  return reportOf(functions, [artifact], { summary });
}

describe('a gap that is accepted everywhere', () => {
  const report = reportAccepting(null);
  // Security Hub has findings to act on, and no place for accepted gaps.
  test.each(REPORTERS.filter(({ id }) => id !== 'asff'))(
    'is shown with its reason and owner as $id',
    (reporter) => {
      const output = rendered(reporter, report);
      expect(output).toContain('The key is ours.');
      expect(output).toContain('team-pay');
      expect(output).toContain('The entry is encrypted.');
      expect(output).not.toMatch(/everything was seen\b(?! except|"|<)|INCOMPLETE\b|Not complete/);
    },
  );

  it('is no problem any more, and the scan is incomplete', () => {
    expect(problemsOf(report)).toEqual([]);
    expect([report.summary.complete, isSeenWhole(report)]).toEqual([true, false]);
  });
});

it('a gap that one of two functions accepts stays a problem', () => {
  const report = reportAccepting('pay');
  expect(problemsOf(report)).toHaveLength(1);
  const isAccepted = acceptedProblems(report);
  const [pay, ship] = report.functions;
  if (!pay || !ship) throw new Error('no functions');
  expect([isAccepted(PROBLEM, 'a.zip', [pay]), isAccepted(PROBLEM, 'a.zip', [pay, ship])]).toEqual([
    true,
    false,
  ]);
});

test.each<[names: readonly string[], where: string]>([
  [[], ''],
  [['pay'], 'In pay. '],
  [['a', 'b', 'c', 'd', 'e'], 'In a, b, c and 2 more functions. '],
])('the note of a gap that is accepted in %j names the functions', (names, where) => {
  const report = reportAccepting(null);
  const [one] = report.functions;
  if (!one) throw new Error('no function');
  const functions = names.map((name) => ({ ...one, name }));
  expect(allAcceptedNotes({ ...report, functions })).toEqual([
    expect.stringContaining(`The entry is encrypted. ${where}Reason: The key is ours.`),
  ]);
});
