import { describe, expect, test } from 'vitest';
import { text } from '../../../src/reporters/text/index.js';
import { reportedArtifact, reportedFunction, reportOf } from '../../support/sample-report.js';
import { rendered } from '../contract.js';

describe('a gap that the user can close', () => {
  const asked = (count: number) => {
    const problems = Array.from({ length: count }, (_, at) => ({
      code: 'unresolved' as const,
      path: 'vendor/x/package.json',
      message: `Is folder ${at} yours?`,
      affectsCompleteness: false,
      isQuestion: true as const,
    }));
    const artifact = reportedArtifact('a', { problems });
    return reportOf([reportedFunction('fn', [artifact])], [artifact]);
  };

  test('has a line of its own, and is no note', () => {
    const output = rendered(text, asked(1));
    expect(output).toMatch(/^ +question +Is folder 0 yours\?$/m);
    expect(output).not.toContain('under --verbose');
  });

  test('is one line where there are several; --verbose has all', () => {
    expect(rendered(text, asked(3))).toMatch(/Is folder 0 yours\? \(2 more questions under --verbose\)/);
    const lines = rendered(text, asked(3), { verbose: true }).match(/^ +question +Is folder \d yours\?$/gm);
    expect(lines).toHaveLength(3);
  });
});

test('several problems of one file name it once', () => {
  const problems = ['first', 'second', 'third'].map((message) => ({
    code: 'unresolved' as const,
    path: message === 'first' ? 'package.json' : 'requirements.txt',
    message,
    affectsCompleteness: true,
  }));
  const artifact = reportedArtifact('a', { problems });
  const fn = { ...reportedFunction('fn', [artifact]), complete: false, reasons: ['first'] };
  expect(rendered(text, reportOf([fn], [artifact]))).toMatch(
    /^ +not seen +2 problems, not resolved: requirements\.txt$/m,
  );
});
