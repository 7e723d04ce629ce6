// Compares verdicts on versions at the boundaries of all Go records, and the order of 50,000 pairs of them, with a program in Go that
// uses Go's own order and shares no code with us.
//   node bench/go/boundaries.mjs EXPORT/Go/all.zip
// Needs `npm run build` and Go. The starter (data/starter/Go.advisories) has to be made from the same export.
import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { semver } from '../../dist/versions/semver.js';
import { compareBoundaries } from '../compare-boundaries.mjs';

const [archive] = process.argv.slice(2);
if (!archive) throw new Error('usage: boundaries.mjs EXPORT/Go/all.zip');
const run = spawnSync('go', ['run', '.', resolve(archive)], {
  cwd: join(import.meta.dirname, 'evaluate'),
  encoding: 'utf8',
  maxBuffer: 1024 ** 3,
});
if (run.status !== 0) throw new Error(run.stderr);
compareBoundaries(run.stdout, { ecosystem: 'Go', versions: semver, rangesOnly: true });
