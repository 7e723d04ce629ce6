// The speed table: ratios of one run, everything on. STOWAWAY_SYFT names syft, if it is not on PATH.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { measure } from '../../measure.mjs';
import { measureSyft } from '../../peers.mjs';
import { boardInputs } from '../inputs.mjs';
import { withFolder } from '../temporary.mjs';

/** Runs of a small input, and of a large one: of several the median counts. */
const RUNS = { small: 5, large: 1 };
/** What a scan may cost beside one parse of a bundle, in seconds. */
const BESIDE_PARSE = 0.5;
const PARSE = fileURLToPath(new URL('../parse-once.mjs', import.meta.url));

const middleOf = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1];

/** Median of each figure by itself. */
async function medians(times, run) {
  const runs = [];
  for (let index = 0; index < times; index += 1) runs.push(await run());
  const of = (pick) => middleOf(runs.map(pick));
  return {
    seconds: of((each) => each.seconds),
    cpu: of((each) => each.processorSeconds),
    megabytes: of((each) => each.megabytes ?? 0),
  };
}

/** @returns a function that scans once; the cost counts for the section, too */
const scanOnce = (scanner, targets, flags) => async () => {
  const command = [
    process.execPath,
    scanner.commandLine,
    'scan',
    ...targets,
    '--offline',
    '--format',
    'json',
  ];
  const spent = await measure([...command, '--no-progress', '--no-config', '--timeout', '600', ...flags], {
    accept: [0, 1, 4],
  });
  scanner.cost.scans += 1;
  scanner.cost.processorSeconds += spent.processorSeconds;
  scanner.cost.megabytes = Math.max(scanner.cost.megabytes, spent.megabytes ?? 0);
  return spent;
};

const parseSeconds = (script) =>
  middleOf(
    [1, 2, 3].map(() => Number(execFileSync(process.execPath, [PARSE, script], { encoding: 'utf8' }))),
  );

/** @param {[string, number | null]} target unit and goal */
const row = (input, measured, [unit, goal]) => ({ input, measured, unit, goal });
const ratio = (a, b) => (b ? a / b : null);

async function besideSyft(scanner, { small, huge }) {
  const own = await medians(RUNS.small, scanOnce(scanner, [small], ['--no-cache']));
  const ownHuge = await medians(RUNS.large, scanOnce(scanner, [huge], ['--no-cache']));
  const peer = await measureSyft(small, RUNS.small);
  const peerHuge = await measureSyft(huge, RUNS.large);
  return [
    row('zip of 90 packages, CPU', own.cpu, ['s', null]),
    row('zip of 90 packages, CPU × syft', ratio(own.cpu, peer?.processorSeconds), ['×', 0.6]),
    row('huge zip, CPU', ownHuge.cpu, ['s', null]),
    row('huge zip, CPU × syft', ratio(ownHuge.cpu, peerHuge?.processorSeconds), ['×', 0.9]),
    row('huge zip, memory', ownHuge.megabytes, ['MB', null]),
    row('huge zip, memory × syft', ratio(ownHuge.megabytes, peerHuge?.megabytes), ['×', 1.6]),
  ];
}

async function ofBundle(scanner, { name, zip, script }) {
  const { cpu, megabytes } = await medians(RUNS.large, scanOnce(scanner, [zip], ['--no-cache']));
  const parse = parseSeconds(script);
  return [
    row(`${name} MB, CPU`, cpu, ['s', null]),
    row(`${name} MB, CPU × (one parse + 0.5 s)`, cpu / (parse + BESIDE_PARSE), ['×', 6]),
    row(`${name} MB, memory`, megabytes, ['MB', 600]),
  ];
}

/** A cold scan fills the cache, then one of the same zip, then one of another zip with 95 % of its content. */
const withCache = (scanner, { huge, second }) =>
  withFolder(async (cache) => {
    const flags = ['--cache', cache];
    const cold = await scanOnce(scanner, [huge], flags)();
    const stored = await medians(RUNS.small, scanOnce(scanner, [huge], flags));
    const other = await scanOnce(scanner, [second], flags)();
    return [
      row('second artifact, 95 % known, CPU × the first', other.processorSeconds / cold.processorSeconds, [
        '×',
        0.15,
      ]),
      row('stored result of the huge zip, wall', stored.seconds, ['s', 0.5]),
    ];
  });

/** @param {(scanner: object, inputs: object) => Promise<object[]>} rowsOf */
const section = (id, title, rowsOf) => ({
  id,
  title,
  run: async ({ scanner }) => ({ figures: [], rows: await rowsOf(scanner, await boardInputs()) }),
});

async function ofZips(scanner, inputs) {
  const handler = await medians(RUNS.small, scanOnce(scanner, [inputs.handler], ['--no-cache']));
  const version = await medians(RUNS.small, () =>
    measure([process.execPath, scanner.commandLine, '--version']),
  );
  return [
    row('one file with one handler, wall', handler.seconds, ['s', 0.35]),
    row('one file with one handler, CPU', handler.cpu, ['s', null]),
    row('`--version`, wall', version.seconds, ['s', 0.12]),
    ...(await besideSyft(scanner, inputs)),
  ];
}

async function ofCode(scanner, inputs) {
  const rows = [];
  for (const bundle of inputs.bundles) rows.push(...(await ofBundle(scanner, bundle)));
  const python = await medians(RUNS.large, scanOnce(scanner, [inputs.python], ['--no-cache']));
  return [
    ...rows,
    row('Python zip, CPU', python.cpu, ['s', 5]),
    row('Python zip, memory', python.megabytes, ['MB', null]),
  ];
}

export const speedOfZips = section('speed-zips', 'speed of zips', ofZips);
export const speedOfCode = section('speed-code', 'speed of bundles and Python', ofCode);
export const speedOfStored = section('speed-stored', 'speed with stored results', withCache);
