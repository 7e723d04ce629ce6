import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { expect, test } from 'vitest';
import { descriptionsWithin } from '../../../src/reporters/markdown/descriptions.js';
import { hostileReport } from '../../support/hostile-report.js';
import { smallReport } from '../../support/small-report.js';

function told(report = smallReport(), maxBytes = 100_000): string {
  return [...descriptionsWithin(report, maxBytes)].join('');
}

test('what an advisory says is folded below its names, as text alone', () => {
  const markdown = told();
  expect(markdown).toContain('`GHSA-lodash-0`');
  expect(markdown).toContain('`CWE-94 (Code injection)`');
  expect(markdown).toContain('<https://advisories.example.invalid/lodash>');
  for (const report of [smallReport(), hostileReport()]) {
    const html = micromark(told(report), {
      extensions: [gfm()],
      htmlExtensions: [gfmHtml()],
      allowDangerousHtml: true,
    });
    expect(html).not.toMatch(/<img|<b>|href="javascript|<h3/i);
    expect(html).toContain('onerror');
  }
});

test('without room or descriptions there is nothing', () => {
  expect(told(smallReport(), 200)).toBe('');
  expect(told({ ...smallReport(), descriptions: undefined })).toBe('');
});
