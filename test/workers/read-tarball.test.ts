import { expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../src/files/index.js';
import { readTarball } from '../../src/workers/read-tarball.js';
import { packageTarball } from '../support/package-tarball.js';

it('reads a tarball as indexing does', async () => {
  const tarball = packageTarball({ 'package.json': '{}', 'index.js': 'exports.leftPad = "left pad";' });
  const job = { name: 'left', version: '1.0.0', tarball, limits: DEFAULT_LIMITS };
  const facts = await readTarball({ ...job, beats: new SharedArrayBuffer(4) });
  expect(facts?.files[0]?.path).toBe('index.js');
});
