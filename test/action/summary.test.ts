import { describe, expect, it } from 'vitest';
import {
  commentOf,
  isWorthComment,
  linesWithin,
  summaryOf,
  type JobResult,
} from '../../src/action/summary.js';
import { asRecorded, compareReports } from '../../src/diff/index.js';
import type { Report } from '../../src/model/index.js';
import { HOSTILE, hostileReport, RAW_DANGER } from '../support/hostile-report.js';
import { cleanReport, hugeReport } from '../support/sample-report.js';
import { smallReport } from '../support/small-report.js';

function toldOf(report: Report, before: Report | null = null, notes: readonly string[] = []): JobResult {
  return { report, diff: before && compareReports(asRecorded(before), asRecorded(report)), notes };
}

/** Whose every name is as long as names may be, of characters that are escaped, and whose every function differs. */
function monstrousReport(): Report {
  const monster = `${HOSTILE}\u202e`.repeat(20);
  const huge = hugeReport(3000);
  const reasons = Array.from({ length: 500 }, (_, at) => `${at} ${monster}`);
  return {
    ...huge,
    summary: { ...huge.summary, complete: false, reasons },
    functions: huge.functions.map((fn) => ({
      ...fn,
      name: `${fn.name} ${monster}`,
      reasons: [`${fn.name} ${monster}`],
    })),
  };
}

const MONSTROUS = monstrousReport();

describe.each([
  ['3,000 functions', hugeReport(3000)],
  ['3,000 functions with monstrous names', MONSTROUS],
])('of %s', (_, report) => {
  const hasDanger = (text: string): boolean => RAW_DANGER.test(text);

  it.each([null, cleanReport()])('the summary is one that GitHub shows', (before) => {
    const text = summaryOf(toldOf(report, before));
    expect(Buffer.byteLength(text)).toBeLessThan(900_000);
    expect([text.includes('fn-0'), hasDanger(text)]).toEqual([true, false]);
  });

  it.each([null, cleanReport()])('the comment is one that GitHub takes', (before) => {
    const text = commentOf(toldOf(report, before), 'https://runs.example.invalid/42');
    expect(text.length).toBeLessThan(65_536);
    expect([text.endsWith('](<https://runs.example.invalid/42>)\n'), hasDanger(text)]).toEqual([true, false]);
  });
});

it('counts what it has no room for', () => {
  const text = summaryOf(toldOf(MONSTROUS));
  expect(/No room here for [\d,]+ more sections/.test(text)).toBe(true);
  const comment = commentOf(toldOf(MONSTROUS), null);
  expect(/No room here for [\d,]+ more (?:sections|lines)/.test(comment)).toBe(true);
});

it('shows how many rows a folded section has', () => {
  expect(linesWithin(['one\n', 'two\n', 'three\n'], 8)).toBe(
    'one\ntwo\n\n**No room here for 1 more line**: see the whole report.\n',
  );
  expect(linesWithin(['one\n', 'two\n'], 8)).toBe('one\ntwo\n');
});

it('opens with warnings, then new findings, then all else', () => {
  const text = summaryOf(toldOf(smallReport(), cleanReport(), ['Nobody `knows` <b>.']));
  const order = ['> - `Nobody \\u{60}knows\\u{60} <b>.`', '### New', 'All findings', '### '];
  const places = order.map((words) =>
    text.indexOf(words, text.indexOf(order[order.indexOf(words) - 1] ?? '')),
  );
  expect(places.every((place, at) => place >= 0 && place > (places[at - 1] ?? -1))).toBe(true);
});

it('of a hostile report has no links and mentions no user', () => {
  for (const text of [
    summaryOf(toldOf(hostileReport(), smallReport(), [HOSTILE])),
    commentOf(toldOf(hostileReport()), null),
  ]) {
    expect(text).toContain('evil');
    expect(text).not.toMatch(RAW_DANGER);
    const outside = text.replaceAll(/^(`{3,})text\n[^]*?\n\1$/gm, '').replaceAll(/`[^`\n]*`/g, '');
    expect(outside).not.toMatch(/<script|<!--|evil/);
  }
});

it.each<[what: string, told: JobResult, isWorth: boolean]>([
  ['nothing found', toldOf(cleanReport()), false],
  ['something found', toldOf(hugeReport(3)), true],
  ['nothing different', toldOf(hugeReport(3), hugeReport(3)), false],
  ['something fixed', toldOf({ ...hugeReport(3), artifacts: [] }, hugeReport(3)), true],
  ['something unseen', toldOf(smallReport(), smallReport()), true],
])('%s', (...[, told, isWorth]) => {
  expect(isWorthComment(told)).toBe(isWorth);
});

it('names the change that clears new findings, and the date of the advisories', () => {
  const report = hugeReport(3);
  const artifacts = report.artifacts.map((artifact) => ({
    ...artifact,
    findings: artifact.findings.map((finding) => ({ ...finding, isNew: artifact.kind === 'layer' })),
  }));
  const text = commentOf(toldOf({ ...report, artifacts }, cleanReport()), null);
  expect(text).toMatch(
    /### Changes that clear the new findings\n\n(?:- `Upgrade layered-\d+ to 1\.0\.1\.`\n){20}- and 20 more changes\n/,
  );
  expect(text).toMatch(/Advisories as of `2026-03-02T10:00:00Z`\n$/);
});
