import { describe, expect, test, vi } from 'vitest';
import type { Presentation, Reporter } from '../../src/reporters/index.js';
import { hostileReport, RAW_DANGER } from '../support/hostile-report.js';
import { emptyReport, hugeReport } from '../support/sample-report.js';
import { smallReport } from '../support/small-report.js';

export const PLAIN: Presentation = {
  colour: false,
  width: Infinity,
  verbose: false,
  links: false,
  elapsedMillis: null,
  aws: { account: '123456789012', region: 'eu-central-1' },
};

/** A chunk of a report of thousands of functions stays far below the report. */
const MAX_CHUNK_CHARACTERS = 1_000_000;

export function rendered(
  reporter: Reporter,
  report: Parameters<Reporter['render']>[0],
  presentation: Partial<Presentation> = {},
): string {
  return [...reporter.render(report, { ...PLAIN, ...presentation })].join('');
}

/** Properties of every reporter, whatever its format. */
export function reporterContract(reporter: Reporter): void {
  describe(`contract of ${reporter.id}`, () => {
    test('the same report gives the same bytes', () => {
      expect(rendered(reporter, smallReport())).toBe(rendered(reporter, structuredClone(smallReport())));
    });

    test('it leaves the report as it was', () => {
      const report = smallReport();
      rendered(reporter, report);
      expect(report).toEqual(smallReport());
    });

    test.each([false, true])('no hostile string reaches the output raw (verbose: %s)', (verbose) => {
      const output = rendered(reporter, hostileReport(), { verbose });
      expect(output).toContain('evil');
      expect(RAW_DANGER.exec(output)?.[0].codePointAt(0)?.toString(16)).toBeUndefined();
    });

    test('an empty report is a report', () => {
      expect(rendered(reporter, emptyReport())).toMatch(/\S\n$/);
    });

    test('thousands of functions on one layer come in small pieces', () => {
      let longest = 0;
      for (const { length } of reporter.render(hugeReport(800), PLAIN)) longest = Math.max(longest, length);
      expect(longest).toBeLessThan(MAX_CHUNK_CHARACTERS);
    });

    test('it prints nothing itself and reads neither the clock nor random numbers', () => {
      const spies = [
        vi.spyOn(process.stdout, 'write'),
        vi.spyOn(process.stderr, 'write'),
        vi.spyOn(Date, 'now'),
        vi.spyOn(Math, 'random'),
      ];
      rendered(reporter, smallReport(), { verbose: true });
      const calls = spies.map((spy) => spy.mock.calls.length);
      vi.restoreAllMocks();
      expect(calls).toEqual([0, 0, 0, 0]);
    });
  });
}
