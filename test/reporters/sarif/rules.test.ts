import { expect, test } from 'vitest';
import type { Finding } from '../../../src/model/index.js';
import { ruleOf } from '../../../src/reporters/sarif/rules.js';
import { smallReport } from '../../support/small-report.js';

test('what an advisory says is help in Markdown, as text: CVE first, its weakness named', () => {
  const report = smallReport();
  const findings = report.artifacts.flatMap((artifact) => artifact.findings);
  const found = findings.find(({ rule }) => rule === 'GHSA-lodash-0');
  const { help } = ruleOf([found as Finding], report.descriptions?.[0]) as { help: { markdown: string } };
  expect(help.markdown).toContain('`GHSA-lodash-0`');
  expect(help.markdown).toContain('`CWE-94 (Code injection)`');
  expect(help.markdown).toContain('(<https://advisories.example.invalid/lodash>)');
  expect(help.markdown).not.toContain('(<javascript:');
  // Everything of others is in the block of code, whose fence is longer than any of theirs.
  const [before = '', block = '', after = ''] = help.markdown.split('````');
  expect(block).toContain('<img src=x onerror=alert(1)>');
  expect(before + after).not.toMatch(/<img|<b>(?!.*`)/);
});
