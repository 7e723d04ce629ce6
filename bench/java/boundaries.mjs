// Compares verdicts on versions at the boundaries of all Maven records, and the order of 50,000 pairs of them, with a program in Java
// that uses Maven's own order and shares no code with us.
//   node bench/java/boundaries.mjs EXPORT/Maven/all.zip
// Needs `npm run build`, Maven and a JDK. The starter (data/starter/Maven.advisories) has to be made from the same export.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { openAdvisories } from '../../dist/advisories/store.js';
import { verdictOn } from '../../dist/advisories/match/verdict.js';
import { maven } from '../../dist/versions/maven.js';

const [archive] = process.argv.slice(2);
if (!archive) throw new Error('usage: boundaries.mjs EXPORT/Maven/all.zip');
const evaluate = join(import.meta.dirname, 'evaluate');
const build = resolve(import.meta.dirname, '../../build/evaluate-maven.classpath');

function run(program, args) {
  const ended = spawnSync(program, args, { cwd: evaluate, encoding: 'utf8', maxBuffer: 1024 ** 3 });
  if (ended.status !== 0) throw new Error(ended.stderr || ended.stdout);
  return ended.stdout;
}

run('mvn', ['-q', '-B', 'dependency:build-classpath', `-Dmdep.outputFile=${build}`]);
const judged = run('java', ['-cp', readFileSync(build, 'utf8').trim(), 'Evaluate.java', resolve(archive)]);

const store = openAdvisories({ dir: null, now: new Date() });
const sum = { verdicts: 0, missed: 0, extra: 0, pairs: 0, unordered: 0, otherOrder: 0 };
const examples = [];

function judge([id, name, version, expected]) {
  const advisory = store.lookup('Maven', name).find((each) => each.id === id);
  const verdict = advisory ? verdictOn(version, advisory, maven) : 'unaffected';
  sum.verdicts += 1;
  const isAffected = verdict !== 'unaffected';
  if (isAffected === (expected === '1')) return;
  if (isAffected) sum.extra += 1;
  else sum.missed += 1;
  examples.push(`${id} ${name} ${version}: ${verdict}, expected ${expected}`);
}

function order([a, b, expected]) {
  const own = maven.compare(a, b);
  sum.pairs += 1;
  if (own === null) sum.unordered += 1;
  else if (Math.sign(own) !== Number(expected)) {
    sum.otherOrder += 1;
    examples.push(`${a} ${b}: ${own}, expected ${expected}`);
  }
}

for (const line of judged.split('\n')) {
  const [kind, ...fields] = line.split('\t');
  if (kind === 'A') judge(fields);
  else if (kind === 'P') order(fields);
}
console.log(sum);
console.log(examples.slice(0, 20).join('\n'));
store.close?.();
