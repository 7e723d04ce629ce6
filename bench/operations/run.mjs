// `npm run bench:operations [-- --sample] [-- --id TEXT]…`: scans the bundles that build.mjs made with the built product, and compares the
// operations and actions that it says they need with what their programs' authors wrote down. `--details` prints what is missing and extra.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { projectFolder } from '../../scripts/set-up.mjs';
import { bundleFolder, scoresFile } from './folders.mjs';
import { actionsOf, resourcesOf } from './needed-actions.mjs';
import { operationsOf } from './operations-of.mjs';
import { BUILDS, SAMPLE } from './plan.mjs';
import { programOf } from './programs.mjs';
import { compare, printTables } from './score.mjs';

const { values: chosen } = parseArgs({
  options: {
    sample: { type: 'boolean' },
    details: { type: 'boolean' },
    id: { type: 'string', multiple: true },
  },
});
const RUNTIME = 'nodejs22.x';
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

async function scoreOf(build) {
  const program = programOf(build.program);
  const folder = bundleFolder(build.id);
  const { handler } = JSON.parse(readFileSync(join(folder, 'bundle.json'), 'utf8'));
  const zip = join(folder, 'function.zip');
  const startedAt = performance.now();
  const permissions = scan(zip, build.program, handler);
  const seconds = (performance.now() - startedAt) / 1000;
  const operations = await operationsOf({ zip, handler, runtime: RUNTIME });
  const truth = { expected: namesOf(program.operations), tolerated: namesOf(program.tolerated ?? []) };
  const actions = actionsOf(program);
  const needed = permissions?.needed ?? [];
  return {
    ...build,
    style: program.style,
    seconds,
    atLeast: permissions?.atLeast ?? null,
    operations: operations && compare(operations.map(nameOf), truth),
    actions: actions && compare(new Set(needed.map(({ action }) => action)), actions),
    resources: compareResources(program, needed),
    deadReported: operations?.map(nameOf).filter((name) => namesOf(program.dead).has(name)) ?? [],
  };
}

function printDetails({ id, operations, actions }) {
  const { missing, extra } = operations ?? actions ?? { missing: [], extra: [] };
  if (missing.length > 0) console.log(`${id} lacks ${missing.join(' ')}`);
  if (extra.length > 0) console.log(`${id} has besides ${extra.join(' ')}`);
}

const planned = (chosen.sample ? SAMPLE : BUILDS).filter(
  ({ id }) => chosen.id?.some((text) => id.includes(text)) ?? true,
);
const builds = planned.filter(({ id }) => existsSync(join(bundleFolder(id), 'bundle.json')));
if (builds.length < planned.length)
  console.error(`${planned.length - builds.length} bundles are not built: node bench/operations/build.mjs`);

const rows = [];
for (const build of builds) {
  const row = await scoreOf(build);
  rows.push(row);
  if (chosen.details) printDetails(row);
}
writeFileSync(scoresFile, JSON.stringify(rows, null, 1));
for (const key of ['operations', 'actions', 'resources']) printTables(rows, key);

const withoutAws = rows.filter(({ program }) => program.startsWith('no-aws'));
const wrong = withoutAws.filter((row) => (row.operations ?? row.actions)?.reported > 0);
console.log(`bundles without AWS that are said to need something: ${wrong.length} of ${withoutAws.length}`);
console.log(
  `bundles with "at least these": ${rows.filter(({ atLeast }) => atLeast).length} of ${rows.length}`,
);
console.log(`dead operations reported: ${rows.flatMap(({ deadReported }) => deadReported).length}`);
const seconds = rows.map((row) => row.seconds).toSorted((one, other) => one - other);
console.log(
  `scans: median ${seconds[seconds.length >> 1]?.toFixed(1)} s, slowest ${seconds.at(-1)?.toFixed(1)} s`,
);
