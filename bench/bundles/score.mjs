// `npm run bench:bundles [-- --sample N] [--evidence none|map|metafile|licences|lockfile|retire]… [--app ID]… [--bundler ID]… [--variant ID]… [--leave-out packages|versions] [--closure] [--lanes N] [--speed] [--mistakes] [--write] [--heading TEXT] [--list FILE]`:
// scans the corpus, offline unless `--closure`, and prints how much of what is in the bundles was found. `--write` puts the tables into bench/bundles/README.md.
// `--list` names a sealed list of applications: only totals are shown of these.
// Results go to build/bench-bundles/outcomes.jsonl. STOWAWAY_DIST names another build than dist.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fileURLToPath } from 'node:url';
import { APPS, COMMITTED_APPS, requireSealed, seal, sealedList } from './application-list.mjs';
import { buildsOf } from './bundlers/index.mjs';
import { readBundleFacts } from './bundle-store.mjs';
import { committedLocksFile, corpusFolder, truthFile } from './folders.mjs';
import { runJobs } from './job-pool.mjs';
import { mistakesOf } from './mistakes.mjs';
import { readLocks } from './locks.mjs';
import { isTuning, sectionsOf } from './score-table.mjs';
import { LEAVE_OUT } from './leave-out.mjs';
import { namesIn } from './reachable.mjs';
import { hasRetire } from './retire.mjs';
import { measureSpeed } from './speed.mjs';
import { EVIDENCES, RETIRE } from './target-folder.mjs';
import { BUNDLES, writeSection } from '../write-section.mjs';

const { values } = parseArgs({
  options: {
    sample: { type: 'string' },
    seed: { type: 'string', default: '1' },
    evidence: { type: 'string', multiple: true, default: ['none'] },
    app: { type: 'string', multiple: true },
    set: { type: 'string', multiple: true },
    bundler: { type: 'string', multiple: true },
    variant: { type: 'string', multiple: true },
    'leave-out': { type: 'string' },
    closure: { type: 'boolean', default: false },
    lanes: { type: 'string', default: String(availableParallelism()) },
    speed: { type: 'boolean', default: false },
    mistakes: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    heading: { type: 'string' },
    list: { type: 'string' },
  },
});

const isChosen = (kind, id) => values[kind]?.includes(id) ?? true;
const rankOf = (bundle) =>
  createHash('sha256')
    .update(`${values.seed} ${Object.values(bundle).join(' ')}`)
    .digest('hex');

/** The requested bundles that are built; for a sample, those that the seed puts first. */
function chooseBundles() {
  const apps = APPS.filter(({ id, set }) => isChosen('app', id) && isChosen('set', set));
  const bundles = apps
    .flatMap((app) => buildsOf(app).map(([bundler, variant]) => ({ app: app.id, bundler, variant })))
    .filter(({ bundler, variant }) => isChosen('bundler', bundler) && isChosen('variant', variant));
  const built = bundles.filter((bundle) => readBundleFacts(bundle)?.truthKey);
  if (values.sample === undefined) return built;
  const ranked = built.map((bundle) => [rankOf(bundle), bundle]).sort(([a], [b]) => (a < b ? -1 : 1));
  return ranked.slice(0, Number(values.sample)).map(([, bundle]) => bundle);
}

/** Options that would show single applications. */
const REVEALING = ['app', 'sample', 'bundler', 'variant', 'mistakes'];

/** @throws if sealed applications are asked for more than totals, or their bundles are others than those that were sealed */
function requireTotals() {
  const given = REVEALING.filter((option) => values[option] !== undefined && values[option] !== false);
  if (given.length > 0)
    throw new Error(`Of a sealed list only totals are shown: no --${given.join(', --')}.`);
  requireSealed(readFileSync(truthFile, 'utf8'), 'truth', [seal]);
}

if (sealedList !== null) requireTotals();

if (values.speed) {
  console.log(await measureSpeed());
  process.exit();
}

const unknown = values.evidence.filter((each) => ![...EVIDENCES, RETIRE].includes(each));
if (unknown.length > 0) throw new Error(`no such evidence: ${unknown.join(', ')}`);
if (values.evidence.includes(RETIRE) && !hasRetire())
  throw new Error('RetireJS or its repository is not there: see retire.mjs');

const bundles = chooseBundles();
if (bundles.length === 0) throw new Error('No such bundle is built: run node bench/bundles/build.mjs first.');
const leaveOut = values['leave-out'] ?? null;
if (leaveOut !== null && !LEAVE_OUT.includes(leaveOut))
  throw new Error(`--leave-out ${LEAVE_OUT.join(' or ')}`);
const { closure } = values;
const jobs = values.evidence.flatMap((evidence) =>
  bundles.map((bundle) => ({ bundle, evidence, leaveOut, closure })),
);
const outcomes = [];
const startedAt = performance.now();
let done = 0;
let failed = 0;
function onAnswer({ bundle, evidence }, answer) {
  done += 1;
  if (answer.error) {
    failed += 1;
    if (sealedList === null) console.error(`${Object.values(bundle).join(' ')} ${evidence}: ${answer.error}`);
  } else if (!answer.absent) outcomes.push({ ...bundle, evidence, ...answer });
  if (done % 50 === 0) console.error(`${done}/${jobs.length}`);
}
await runJobs(fileURLToPath(new URL('score-worker.mjs', import.meta.url)), jobs, {
  onAnswer,
  lanes: Number(values.lanes),
});

if (sealedList === null)
  writeFileSync(
    join(corpusFolder, 'outcomes.jsonl'),
    outcomes.map((outcome) => `${JSON.stringify(outcome)}\n`).join(''),
  );
const tuning = COMMITTED_APPS.filter(isTuning).map(({ id }) => id);
const tuningNames = namesIn(tuning, readLocks(committedLocksFile));
const slowest = Math.max(...outcomes.map(({ seconds }) => seconds));
const wall = (performance.now() - startedAt) / 1000;
const options = process.argv
  .slice(2)
  .join(' ')
  .replaceAll(/ --write| --heading .*$/g, '')
  .replace(/--list \S+/, '--list FILE');
const command = `\`npm run bench:bundles -- ${options}\``;
const count = `${outcomes.length} scans${failed > 0 ? `, ${failed} failed,` : ''}`;
const scans = `${command}: ${count} in ${wall.toFixed(0)} s; the slowest ${slowest.toFixed(2)} s.`;
const variants = values.variant ? ` (${values.variant.join(', ')})` : '';
for (const { title, body } of sectionsOf(outcomes, { tuningNames, leaveOut, closure })) {
  const heading = values.heading ?? `${title}${variants}`;
  console.log(`## ${heading}\n\n${body}\n`);
  if (values.write) writeSection(BUNDLES, heading, `${scans}\n\n${body}`);
}
console.log(scans);
if (values.mistakes) console.log(`\n${mistakesOf(outcomes.filter(isTuning))}`);
