// `npm run bench [-- --write]`: measures the targets of speed and memory, beside syft and osv-scanner if they are installed.
import { execFileSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setUp, projectFolder } from '../scripts/set-up.mjs';
import { benchFolder, buildInputs } from './build-inputs.mjs';
import { measure, median } from './measure.mjs';
import { measureOsvScanner, measureSyft } from './peers.mjs';
import { serveFolder } from './serve-folder.mjs';
import { SUMMARY, writeSection } from './write-section.mjs';
import { formatTable } from './table.mjs';

const cli = join(projectFolder, 'dist/cli/main.js');
const database = join(benchFolder, 'database');
const cache = join(benchFolder, 'cache');

setUp();
const inputs = buildInputs();
const { facts } = inputs;
const rows = [];

console.error('Index …');
rmSync(database, { recursive: true, force: true });
const update = await serveFolder(inputs.feed, (url) =>
  measure([process.execPath, cli, 'db', 'update', '--db-url', url, '--db', database, '--ecosystem', 'npm']),
);
rows.push({ what: `index ${facts.records} records (\`db update\`)`, ...update });
rows.push({ what: `open the index and look ${facts.lookups} names up`, ...lookUp() });

console.error('Start-up …');
const start = await median(10, () => measure([process.execPath, cli, '--version']));
rows.push({ what: '`stowaway --version`', ...start, target: { seconds: 0.15 } });

console.error('Large zip …');
const largeName = `zip of ${facts.packages} packages in ${facts.places} places, ${facts.megabytes} MB, ${facts.files} files`;
const syftLarge = await measureSyft(inputs.large, 3);
const stages = [process.execPath, join(import.meta.dirname, 'inventory.mjs'), inputs.large, database];
rows.push({
  what: `${largeName}: inventory + advisories`,
  ...(await median(3, () => measure(stages))),
  peer: syftLarge,
  target: { ratio: 0.12, memoryRatio: 1 },
});
rows.push({
  what: 'the same with signatures: `stowaway scan`, cold cache',
  ...(await scan([inputs.large], { times: 3 })),
  peer: syftLarge,
  target: { ratio: 0.3 },
});
rows.push({
  what: 'the same again, unchanged: warm cache',
  ...(await scan([inputs.large], { times: 5, warm: true })),
  target: { seconds: 0.5 },
});
const osvScanner = await measureOsvScanner(inputs.large, inputs.emptyFeed, 1);
if (osvScanner) rows.push({ what: 'the same by unzip and osv-scanner, inventory alone', ...osvScanner });
if (syftLarge) rows.push({ what: 'the same by syft with all catalogers', ...syftLarge });

console.error('Small zips …');
const one = await scan(inputs.small.slice(0, 1), { times: 5 });
const syftSmall = await measureSyft(inputs.small[0], 5);
rows.push({
  what: `zip of ${facts.smallPackages} packages: \`stowaway scan\``,
  ...one,
  peer: syftSmall,
  target: { ratio: 0.5 },
});
rows.push({ what: `${facts.smallZips} such zips in one run`, ...(await scan(inputs.small, { times: 3 })) });

console.log(formatTable(rows));
if (process.argv.includes('--write')) writeSection(SUMMARY, 'Speed and memory, measured', formatTable(rows));

/** Median of scans with an empty cache, or with one that already has the result. */
function scan(zips, { times, warm = false }) {
  const command = [
    process.execPath,
    cli,
    'scan',
    ...zips,
    '--db',
    database,
    '--cache',
    cache,
    '--format',
    'json',
    '--no-progress',
  ];
  const options = { accept: [0, 1, 4] };
  const empty = () => rmSync(cache, { recursive: true, force: true });
  if (warm && !existsSync(cache)) throw new Error('a warm scan needs a cold one before it');
  return median(times, () => measure(command, options), warm ? undefined : empty);
}

function lookUp() {
  const runs = Array.from({ length: 5 }, () =>
    JSON.parse(
      execFileSync(process.execPath, ['bench/look-up.mjs', database, inputs.names], {
        cwd: projectFolder,
        encoding: 'utf8',
      }),
    ),
  );
  const { milliseconds } = runs.sort((a, b) => a.milliseconds - b.milliseconds)[2];
  return { seconds: milliseconds / 1000, megabytes: null };
}
