import { expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../src/files/index.js';
import { openTarballPool } from '../../src/workers/index.js';
import { longToParse } from '../support/long-to-parse.js';
import { packageTarball } from '../support/package-tarball.js';

const TARBALL = packageTarball({ 'package.json': '{}', 'index.js': 'exports.leftPad = "left pad";' });
const JOB = { name: 'left', version: '1.0.0', tarball: TARBALL, limits: DEFAULT_LIMITS };

async function readWith(limits: Partial<typeof DEFAULT_LIMITS>, job = JOB) {
  const pool = openTarballPool(1, { ...DEFAULT_LIMITS, ...limits });
  const facts = await pool.readTarball(job);
  await pool.close();
  return facts;
}

it('reads a tarball in a thread', async () => {
  const facts = await readWith({});
  expect(facts?.files[0]?.features).toBeInstanceOf(Uint32Array);
});

it('gives nothing of one that makes no progress', async () => {
  const tarball = packageTarball({ 'package.json': '{}', 'index.js': longToParse() });
  expect(await readWith({ maxMillis: 20 }, { ...JOB, tarball })).toBeNull();
});
