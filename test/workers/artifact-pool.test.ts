import { join } from 'node:path';
import { expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../src/files/index.js';
import { openArtifactPool } from '../../src/workers/index.js';
import { temporaryFolder } from '../support/temporary-folder.js';

it('a file that went away is a problem', async () => {
  const pool = openArtifactPool({ jobs: 1, maxHeapMegabytes: 256, signal: new AbortController().signal });
  const { sha256, inventory } = await pool.analyse({
    hostPath: join(temporaryFolder(), 'gone.zip'),
    isDirectory: false,
    kind: 'function',
    extraFiles: new Map(),
    limits: DEFAULT_LIMITS,
    signatures: { version: 'none', rules: [] },
    fingerprints: null,
    cache: null,
    verify: null,
    closure: null,
  });
  await pool.close();
  expect(sha256).toBeNull();
  expect(inventory.problems).toMatchObject([{ code: 'missing', affectsCompleteness: true }]);
});
