// `npm run bench:operations [-- --sample] [-- --half even|odd] [-- --id TEXT]…`: scans the bundles that build.mjs made with the built product, and compares the
// operations and actions that it says they need with what their programs' authors wrote down. `--details` prints what is missing and extra.
// `--operations` compares the operations alone, without scans.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { projectFolder } from '../../scripts/set-up.mjs';
import { bundleFolder, scoresFile } from './folders.mjs';
import { actionsOf, resourcesOf } from './needed-actions.mjs';
import { operationsOf } from './operations-of.mjs';
import { chosenBuilds } from './plan.mjs';
import { programIn } from './programs.mjs';
import { compare, printTables } from './score.mjs';

const { values: chosen } = parseArgs({
  options: {
    sample: { type: 'boolean' },
    details: { type: 'boolean' },
    half: { type: 'string' },
    operations: { type: 'boolean' },
    id: { type: 'string', multiple: true },
  },
});
const RUNTIME = 'nodejs22.x';
/** Longer runs are named. */
const SLOW_SECONDS = 10;
const MAX_OUTPUT = 512 * 1024 * 1024;
const nameOf = ({ service, operation }) => `${service}:${operation}`;
const namesOf = (operations) => new Set(operations.map(nameOf));

/** What a scan says of the one function of a zip. Findings and incomplete answers have exit codes of their own. */
function scan(zip, name, handler) {
  const flags = ['--name', name, '--handler', handler, '--runtime', RUNTIME];
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [
      join(projectFolder, 'dist/cli/main.js'),
      'scan',
      zip,
      ...flags,
      '--offline',
      '--no-cache',
      '--format',
      'json',
    ],
    { encoding: 'utf8', maxBuffer: MAX_OUTPUT },
  );
  if (!stdout.startsWith('{'))
    throw new Error(`the scan of ${zip} ended with ${status}: ${stderr.slice(0, 2000)}`);
  return JSON.parse(stdout).functions[0].permissions;
}

/** Of the resources that the code shows, those that the needed permissions show, too. */
function compareResources(program, needed) {
  const keyOf = ({ action, text }) => `${action} on ${text}`;
  const shown = resourcesOf(program);
  const isFound = ({ action, text }) =>
    needed.some((row) => row.action === action && row.resource.includes(text));
  const truth = { expected: new Set(shown.map(keyOf)), tolerated: new Set() };
  return compare(shown.filter(isFound).map(keyOf), truth);
}

/** What a scan says, compared with the truth. */
function scoreOfScan(build, program, { zip, handler }) {
  const permissions = scan(zip, build.program, handler);
  const truth = actionsOf(program);
  const needed = permissions?.needed ?? [];
  return {
    atLeast: permissions?.atLeast ?? null,
    actions: truth && compare(new Set(needed.map(({ action }) => action)), truth),
    resources: compareResources(program, needed),
  };
}

function scoreOf(build) {
  const program = programIn(build);
  const folder = bundleFolder(build.id);
  const { handler } = JSON.parse(readFileSync(join(folder, 'bundle.json'), 'utf8'));
  const zip = join(folder, 'function.zip');
  const truth = { expected: namesOf(program.operations), tolerated: namesOf(program.tolerated ?? []) };
  const { operations, unresolved, seconds, megabytes } = operationsOf({ zip, handler, runtime: RUNTIME });
  const scanned = chosen.operations
    ? { atLeast: unresolved.length > 0, actions: null, resources: null }
    : scoreOfScan(build, program, { zip, handler });
  return {
    ...build,
    style: program.style,
    seconds,
    megabytes,
    unresolved,
    operations: compare(operations.map(nameOf), truth),
    ...scanned,
    deadReported: operations.map(nameOf).filter((name) => namesOf(program.dead).has(name)),
  };
}

/** Whether operations are missing from an answer that claims to be complete. */
const isSilent = ({ operations, unresolved }) => operations.missing.length > 0 && unresolved.length === 0;

function printDetails(row) {
  const { id, operations, seconds, unresolved } = row;
  const { missing, extra } = operations;
  if (missing.length > 0)
    console.log(`${id} lacks ${missing.join(' ')}${isSilent(row) ? ' and does not say so' : ''}`);
  if (extra.length > 0) console.log(`${id} has besides ${extra.join(' ')}`);
  if (unresolved.length > 0) console.log(`${id}: at least these, because ${unresolved.join('; ')}`);
  if (seconds > SLOW_SECONDS) console.log(`${id} took ${seconds.toFixed(1)} s of processor time`);
}

const planned = chosenBuilds(chosen);
const builds = planned.filter(({ id }) => existsSync(join(bundleFolder(id), 'bundle.json')));
if (builds.length < planned.length)
  console.error(`${planned.length - builds.length} bundles are not built: node bench/operations/build.mjs`);

const rows = [];
for (const build of builds) {
  const row = scoreOf(build);
  rows.push(row);
  if (chosen.details) printDetails(row);
}
writeFileSync(scoresFile, JSON.stringify(rows, null, 1));
for (const key of ['operations', 'actions', 'resources']) printTables(rows, key);

const withoutAws = rows.filter(({ program }) => program.startsWith('no-aws'));
const wrong = withoutAws.filter((row) => row.operations.reported > 0);
console.log(`bundles without AWS that are said to need something: ${wrong.length} of ${withoutAws.length}`);
console.log(
  `bundles with "at least these": ${rows.filter(({ atLeast }) => atLeast).length} of ${rows.length}`,
);
console.log(
  `bundles that lack operations and do not say so: ${rows.filter(isSilent).length} of ${rows.length}`,
);
console.log(`dead operations reported: ${rows.flatMap(({ deadReported }) => deadReported).length}`);
const seconds = rows.map((row) => row.seconds).toSorted((one, other) => one - other);
console.log(
  `analyses, processor time: median ${seconds[seconds.length >> 1]?.toFixed(1)} s, slowest ${seconds.at(-1)?.toFixed(1)} s; ` +
    `most memory ${Math.max(0, ...rows.map((row) => row.megabytes)).toFixed(0)} MB`,
);
