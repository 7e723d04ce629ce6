// `node bench/bundles/build.mjs [--app ID]… [--bundler ID]… [--variant ID]…`: builds the corpus below build/bench-bundles. What is there
// already, from the same inputs, is kept. Without a choice it also writes truth.jsonl.
import { parseArgs } from 'node:util';
import { fileURLToPath } from 'node:url';
import { APPS, installApp } from './apps.mjs';
import { BUNDLERS } from './bundlers/index.mjs';
import { installTools } from './install-tools.mjs';
import { runJobs } from './job-pool.mjs';
import { writeTruth } from './truth-file.mjs';

const { values: chosen } = parseArgs({
  options: {
    app: { type: 'string', multiple: true },
    bundler: { type: 'string', multiple: true },
    variant: { type: 'string', multiple: true },
  },
});
const isChosen = (kind, id) => chosen[kind]?.includes(id) ?? true;

const FAST = new Set(['esbuild', 'rolldown', 'rspack', 'bun']);
const isSlow = ([bundler]) => !FAST.has(bundler);
/** The most informative builds come first; builds of an application in one round share a process. */
const ROUNDS = [
  ([bundler]) => FAST.has(bundler),
  (build) => isSlow(build) && ['minified', 'nocomments'].includes(build[1]),
  (build) => isSlow(build) && ['shaken', 'esm'].includes(build[1]),
  (build) => isSlow(build) && ['plain', 'lowered'].includes(build[1]),
];

/** A variant without comments is made from the one with comments, which is therefore built first. */
const withOrigins = (variants, stripped = {}) => [
  ...new Set([...variants.flatMap((variant) => stripped[variant] ?? []), ...variants]),
];
const builds = BUNDLERS.filter(({ id }) => isChosen('bundler', id)).flatMap(({ id, variants, stripped }) =>
  withOrigins(
    variants.filter((variant) => isChosen('variant', variant)),
    stripped,
  ).map((variant) => [id, variant]),
);

installTools();
const apps = APPS.filter(({ id }) => isChosen('app', id));
for (const app of apps) installApp(app);

const jobs = ROUNDS.map((isOfRound) => builds.filter(isOfRound))
  .filter((round) => round.length > 0)
  .flatMap((round) => apps.map(({ id }) => ({ app: id, builds: round })));
const failures = [];
let done = 0;
function onAnswer(job, answer) {
  done += 1;
  const outcomes = answer.outcomes ?? job.builds.map(() => `failed: ${answer.error}`);
  for (const [index, outcome] of outcomes.entries())
    if (outcome.startsWith('failed')) failures.push(`${job.app} ${job.builds[index].join('-')} ${outcome}`);
  const counts = ['built', 'kept', 'failed'].map(
    (word) => `${outcomes.filter((outcome) => outcome.startsWith(word)).length} ${word}`,
  );
  console.error(`${done}/${jobs.length} ${job.app}: ${counts.join(', ')}`);
}
await runJobs(fileURLToPath(new URL('build-worker.mjs', import.meta.url)), jobs, { onAnswer });
for (const failure of failures) console.error(failure);
if (Object.keys(chosen).length === 0) writeTruth();
process.exitCode = failures.length > 0 ? 1 : 0;
