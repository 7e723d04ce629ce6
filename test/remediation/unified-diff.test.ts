import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { array, assert, boolean, constantFrom, property } from 'fast-check';
import { expect, test } from 'vitest';
import { unifiedDiff } from '../../src/remediation/unified-diff.js';
import { temporaryFolder } from '../support/temporary-folder.js';

test('one changed line is between three of context', () => {
  const lines = Array.from({ length: 12 }, (_, at) => `${at}`);
  const before = `${lines.join('\n')}\n`;
  expect(unifiedDiff(before, before.replace('\n6\n', '\nsix\n'), 'package.json')).toBe(
    '--- package.json\n+++ package.json\n@@ -4,7 +4,7 @@\n 3\n 4\n 5\n-6\n+six\n 7\n 8\n 9\n',
  );
});

test('texts that are the same have none', () => {
  expect(unifiedDiff('a\n', 'a\n', 'x')).toBe('');
});

test('`git apply` makes the one text of the other', () => {
  const folder = temporaryFolder();
  const file = join(folder, 'x');
  const text = (lines: readonly string[], ends: boolean): string =>
    lines.join('\n') + (ends && lines.length > 0 ? '\n' : '');
  const lines = array(constantFrom('a', 'b', 'c', '}', ''), { maxLength: 20 });
  assert(
    property(lines, lines, boolean(), (...[one, other, ends]) => {
      const [before, after] = [text(one, ends), text(other, ends)];
      writeFileSync(file, before);
      const patch = unifiedDiff(before, after, 'x');
      if (patch !== '') execFileSync('git', ['apply', '-p0'], { input: patch, cwd: folder });
      expect(readFileSync(file, { encoding: 'utf8' })).toBe(after);
    }),
    { numRuns: 40 },
  );
});
