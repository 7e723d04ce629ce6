import { expect, test } from 'vitest';
import { contentPage } from '../../../src/reporters/html/content-page.js';
import { HOSTILE, RAW_DANGER } from '../../support/hostile-report.js';
import { contentIn } from '../../support/content-in.js';

const content = {
  title: HOSTILE,
  over: '</script><script>alert(1)</script>',
  incomplete: { title: 'Incomplete', reasons: ['<b>'] },
  parts: [],
  lists: [],
};

test('no text acts as markup, and invisible characters are shown', () => {
  const page = contentPage(content);
  expect(page.match(/<script/g)).toHaveLength(2);
  expect(contentIn(page).over).toBe(content.over);
  expect(RAW_DANGER.exec(JSON.stringify(contentIn(page)))).toBeNull();
});

test('without a script it says what was not seen', () => {
  expect(/<noscript>([^]*?)<\/noscript>/.exec(contentPage(content))?.[1]).toContain('Incomplete.');
});

test('the script and the style of the page, and nothing else, may run', () => {
  const policy = /Content-Security-Policy" content="([^"]*)"/.exec(contentPage(content))?.[1];
  expect(policy).toMatch(/^default-src 'none'; script-src 'sha256-[^']+'; style-src 'sha256-[^']+';/);
});
