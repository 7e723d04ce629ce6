import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Report } from '../../../src/model/index.js';
import { printReport, writeFiles, type ShowFlags } from '../../../src/cli/report/show-report.js';
import { findingOf } from '../../support/model-builders.js';
import { reportedArtifact, reportedFunction, reportOf } from '../../support/sample-report.js';

const FLAGS: ShowFlags = { format: 'text', output: [] };

function reportWith(severities: readonly ('high' | 'low')[]): Report {
  const findings = severities.map((severity, at) => findingOf({ id: `finding-${at}`, severity }));
  const artifact = reportedArtifact('a', { findings });
  return reportOf([reportedFunction('fn', [artifact])], [artifact]);
}

let folder = '';
let out = '';
let err = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stowaway-show-'));
  [out, err] = ['', ''];
  vi.spyOn(process.stdout, 'write').mockImplementation((text, ...rest) => {
    out += String(text);
    for (const one of rest) if (typeof one === 'function') one();
    return true;
  });
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    err += String(text);
    return true;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

it('prints nothing of a quiet scan that found nothing', async () => {
  await printReport(reportWith([]), { ...FLAGS, quiet: true }, 0);
  expect(out).toBe('');
  await printReport(reportWith(['low']), { ...FLAGS, quiet: true }, 0);
  expect(out).toContain('1 low');
});

it('prints a quiet scan that is incomplete', async () => {
  const report = reportWith([]);
  const summary = { ...report.summary, complete: false, reasons: ['a.zip: was not read.'] };
  await printReport({ ...report, summary }, { ...FLAGS, quiet: true }, 0);
  expect(out).toContain('was not read');
});

it('writes the chosen findings to a file instead of printing them, and says what is hidden', async () => {
  const file = join(folder, 'report.json');
  const flags = { ...FLAGS, format: 'json', o: file, severity: ['high'] as const };
  const report = reportWith(['high', 'low', 'low']);
  expect(await writeFiles(report, flags)).toBeUndefined();
  await printReport(report, flags, 0);
  expect(out).toBe('');
  expect(err).toContain('2 findings hidden by filters');
  const written = JSON.parse(readFileSync(file, 'utf8')) as Report;
  expect(written.artifacts[0]?.findings.map(({ id }) => id)).toEqual(['finding-0']);
  expect(written.summary.findings.low).toBe(report.summary.findings.low);
});

it('says which file could not be written', async () => {
  const file = join(folder, 'missing', 'report.json');
  expect(await writeFiles(reportWith([]), { ...FLAGS, format: 'json', o: file })).toBeInstanceOf(Error);
  expect(existsSync(file)).toBe(false);
});
