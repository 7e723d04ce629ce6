// `node bench/bundles/build.mjs [--set ID]… [--app ID]… [--bundler ID]… [--variant ID]… [--list FILE] [--lanes N]`: builds the corpus below
// build/bench-bundles. What is there already, from the same inputs, is kept. For applications that it builds whole it also writes truth.jsonl.
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { fileURLToPath } from 'node:url';
import { APPS } from './application-list.mjs';
import { installApp } from './apps.mjs';
import { BUNDLERS, buildsOf } from './bundlers/index.mjs';
import { installTools } from './install-tools.mjs';
import { runJobs } from './job-pool.mjs';
import { writeTruth } from './truth-file.mjs';

const { values: chosen } = parseArgs({
  options: {
    list: { type: 'string' },
    lanes: { type: 'string', default: String(availableParallelism()) },
    set: { type: 'string', multiple: true },
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
function withOrigins(builds) {
  const origins = builds.flatMap(([bundler, variant]) => {
    const origin = BUNDLERS.find(({ id }) => id === bundler).stripped?.[variant];
    return origin === undefined ? [] : [[bundler, origin]];
  });
  const all = [...origins, ...builds];
  return [...new Map(all.map((build) => [build.join('-'), build])).values()];
}

const chosenBuilds = (app) =>
  withOrigins(
    buildsOf(app).filter(
      ([bundler, variant]) => isChosen('bundler', bundler) && isChosen('variant', variant),
    ),
  );

installTools();
const apps = APPS.filter(({ id, set }) => isChosen('app', id) && isChosen('set', set));
for (const app of apps) installApp(app);

const jobs = ROUNDS.flatMap((isOfRound) =>
  apps.map((app) => ({ app: app.id, builds: chosenBuilds(app).filter(isOfRound) })),
).filter(({ builds }) => builds.length > 0);
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
await runJobs(fileURLToPath(new URL('build-worker.mjs', import.meta.url)), jobs, {
  onAnswer,
  lanes: Number(chosen.lanes),
});
for (const failure of failures) console.error(failure);
if (chosen.bundler === undefined && chosen.variant === undefined) writeTruth(apps);
process.exitCode = failures.length > 0 ? 1 : 0;
