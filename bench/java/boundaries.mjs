// Compares verdicts on versions at the boundaries of all Maven records, and the order of 50,000 pairs of them, with a program in Java
// that uses Maven's own order and shares no code with us.
//   node bench/java/boundaries.mjs EXPORT/Maven/all.zip
// Needs `npm run build`, Maven and a JDK. The starter (data/starter/Maven.advisories) has to be made from the same export.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { maven } from '../../dist/versions/maven.js';
import { compareBoundaries } from '../compare-boundaries.mjs';

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
compareBoundaries(judged, { ecosystem: 'Maven', versions: maven });
