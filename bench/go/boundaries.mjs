// Compares verdicts on versions at the boundaries of all Go records, and the order of 50,000 pairs of them, with a program in Go that
// uses Go's own order and shares no code with us.
//   node bench/go/boundaries.mjs EXPORT/Go/all.zip
// Needs `npm run build` and Go. The starter (data/starter/Go.advisories) has to be made from the same export.
import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { openAdvisories } from '../../dist/advisories/store.js';
import { verdictOn } from '../../dist/advisories/match/verdict.js';
import { semver } from '../../dist/versions/semver.js';

const [archive] = process.argv.slice(2);
if (!archive) throw new Error('usage: boundaries.mjs EXPORT/Go/all.zip');
const run = spawnSync('go', ['run', '.', resolve(archive)], {
  cwd: join(import.meta.dirname, 'evaluate'),
  encoding: 'utf8',
  maxBuffer: 1024 ** 3,
});
if (run.status !== 0) throw new Error(run.stderr);

const store = openAdvisories({ dir: null, now: new Date() });
const sum = { verdicts: 0, missed: 0, extra: 0, pairs: 0, unordered: 0, otherOrder: 0 };
const examples = [];

function judge([id, name, version, expected]) {
  const advisory = store.lookup('Go', name).find((each) => each.id === id);
  // In a record with versions beside its ranges, the program judges the ranges alone.
  if (advisory && advisory.affected.versions.length > 0) return;
  const verdict = advisory ? verdictOn(version, advisory, semver) : 'unaffected';
  sum.verdicts += 1;
  const isAffected = verdict !== 'unaffected';
  if (isAffected === (expected === '1')) return;
  if (isAffected) sum.extra += 1;
  else sum.missed += 1;
  examples.push(`${id} ${name} ${version}: ${verdict}, expected ${expected}`);
}

function order([a, b, expected]) {
  const own = semver.compare(a, b);
  sum.pairs += 1;
  if (own === null) sum.unordered += 1;
  else if (Math.sign(own) !== Number(expected)) {
    sum.otherOrder += 1;
    examples.push(`${a} ${b}: ${own}, expected ${expected}`);
  }
}

for (const line of run.stdout.split('\n')) {
  const [kind, ...fields] = line.split('\t');
  if (kind === 'A') judge(fields);
  else if (kind === 'P') order(fields);
}
console.log(sum);
console.log(examples.slice(0, 20).join('\n'));
store.close?.();
