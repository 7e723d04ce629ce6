import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ScanError } from '../../src/model/index.js';
import { writeReportFile } from '../../src/cli/write-report-file.js';
import type { Reporter } from '../../src/reporters/index.js';
import { cyclonedx } from '../../src/reporters/cyclonedx/index.js';
import { emptyReport, reportedFunction, reportOf } from '../support/sample-report.js';
import { temporaryFolder } from '../support/temporary-folder.js';

function reporterOf(pieces: () => Iterable<string>): Reporter {
  return { id: 'pieces', title: 'Pieces', extension: 'txt', render: pieces };
}

test('an existing file is replaced by the whole report', () => {
  const file = join(temporaryFolder(), 'report.txt');
  writeFileSync(file, 'x'.repeat(10_000_000));
  const piece = '€'.repeat(50_000);
  writeReportFile(emptyReport(), { reporter: reporterOf(() => [piece, piece, 'end\n']), file });
  expect(readFileSync(file, 'utf8')).toBe(`${piece}${piece}end\n`);
});

test('a report is written while it is made', () => {
  const file = join(temporaryFolder(), 'report.txt');
  const lengths: number[] = [];
  const reporter = reporterOf(function* pieces() {
    for (let at = 0; at < 10; at += 1) {
      yield 'x'.repeat(100_000);
      lengths.push(readFileSync(file, 'utf8').length);
    }
  });
  writeReportFile(emptyReport(), { reporter, file });
  expect(lengths).toEqual(Array.from({ length: 10 }, (_, at) => (at + 1) * 100_000));
});

test('a reporter that refuses leaves no file, and its own message', () => {
  const file = join(temporaryFolder(), 'report.txt');
  const refusal = new ScanError('usage', 'Nothing says where.', { hint: 'Say it.' });
  const reporter = reporterOf(() => {
    throw refusal;
  });
  expect(() => writeReportFile(emptyReport(), { reporter, file })).toThrow(refusal);
  expect(existsSync(file)).toBe(false);
});

test.each(['nowhere/report.txt', '.'])('%s cannot be written, which is reported', (name) => {
  const file = join(temporaryFolder(), name);
  const write = (): void => writeReportFile(emptyReport(), { reporter: reporterOf(() => ['x']), file });
  expect(write).toThrow(expect.objectContaining({ code: 'usage' }));
  expect(write).toThrow(`could not be written to ${file}`);
});

test('{function} in the path: a file for each function, in folders that are made for it and nowhere else', () => {
  const folder = temporaryFolder();
  const report = reportOf([reportedFunction('pay', []), reportedFunction('../../out', [])], []);
  writeReportFile(report, { reporter: cyclonedx, file: join(folder, 'boms/{function}/bom.json') });
  expect(readdirSync(folder)).toEqual(['boms']);
  const names = readdirSync(join(folder, 'boms')).sort();
  expect(names).toEqual([expect.stringMatching(/^out_[0-9a-f]{12}$/), 'pay']);
  const boms = names.map((name) => readFileSync(join(folder, 'boms', name, 'bom.json'), 'utf8'));
  expect(boms.map((bom) => (JSON.parse(bom) as { metadata: object }).metadata)).toMatchObject([
    { component: { name: '../../out' } },
    { component: { name: 'pay' } },
  ]);
});
