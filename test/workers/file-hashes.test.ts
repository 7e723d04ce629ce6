import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Finding } from '../../src/model/index.js';
import { withFileHashes } from '../../src/workers/file-hashes.js';
import { memoryTree } from '../support/memory-tree.js';
import { findingOf } from '../support/model-builders.js';

const tree = memoryTree({ 'a.js': 'evil', 'b.js': 'worse' });

function seenIn(kind: Finding['kind'], ...paths: readonly string[]): Finding {
  return findingOf({ kind, evidence: paths.map((path) => ({ path, line: 1, detail: '' })) });
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

test.each<[string, Finding, string[]]>([
  ['one file', seenIn('malware', 'a.js', 'a.js'), [hashOf('evil')]],
  ['two files', seenIn('malware', 'b.js', 'a.js'), [hashOf('evil'), hashOf('worse')]],
  ['a file that is not there', seenIn('malware', 'a.js', 'c.js'), []],
  ['no file', seenIn('malware'), []],
  ['another kind', seenIn('hook', 'a.js'), []],
])('malware in %s', async (_, finding, hashes) => {
  const [hashed] = await withFileHashes([finding], tree);
  expect(hashed?.fileHashes.map(({ sha256 }) => sha256)).toEqual(hashes);
});
