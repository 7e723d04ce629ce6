// `node bench/bundles/build.mjs [--app ID]… [--bundler ID]… [--variant ID]…`: builds the corpus below build/bench-bundles. What
// is there already, from the same inputs, is kept. Without a choice it also writes truth.jsonl.
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

installTools();
const apps = APPS.filter(({ id }) => isChosen('app', id));
for (const app of apps) installApp(app);

const jobs = BUNDLERS.filter(({ id }) => isChosen('bundler', id)).flatMap((bundler) => {
  const variants = bundler.variants.filter((variant) => isChosen('variant', variant));
  return variants.length === 0 ? [] : apps.map((app) => ({ app: app.id, bundler: bundler.id, variants }));
});
const failures = [];
let done = 0;
await runJobs(
  fileURLToPath(new URL('build-worker.mjs', import.meta.url)),
  jobs,
  (job, { results, error }) => {
    done += 1;
    const outcomes =
      results ?? Object.fromEntries(job.variants.map((variant) => [variant, `failed: ${error}`]));
    for (const [variant, outcome] of Object.entries(outcomes))
      if (outcome.startsWith('failed')) failures.push(`${job.app} ${job.bundler}-${variant} ${outcome}`);
    console.error(
      `${done}/${jobs.length} ${job.app} ${job.bundler}: ${Object.values(outcomes)
        .map((each) => each.split(':')[0])
        .join(' ')}`,
    );
  },
);
for (const failure of failures) console.error(failure);
if (Object.keys(chosen).length === 0) writeTruth();
process.exitCode = failures.length > 0 ? 1 : 0;
