import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { escapeHtml, plainPage, tableOf } from '../../src/sweep/plain-page.js';

test('nothing of a text is markup, and what is unseen is shown', () => {
  expect(escapeHtml(`<b a="1">'&\u202e`)).toBe('&lt;b a=&quot;1&quot;&gt;&#39;&amp;\\u{202e}');
  expect(tableOf('<i>', ['<h>'], [['<td>']])).not.toMatch(/<(?:i|h)>|<td><td>/);
  expect(tableOf('empty', ['a'], [])).toBe('');
});

test('a page lets in its own style and nothing else', () => {
  const page = plainPage('<title>', '<p>x</p>');
  const style = /<style>([^]*)<\/style>/.exec(page)?.[1] ?? '';
  const hash = createHash('sha256').update(style).digest('base64');
  expect(page).toContain(`default-src 'none'; style-src 'sha256-${hash}'`);
  expect(page).toContain('<title>&lt;title&gt;</title>');
});
