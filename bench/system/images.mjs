// Scores the packages that a scan finds in images against what `dpkg-query -W` and `rpm -qa` say: name, version, architecture, and name and
// version of the source.
//   node bench/system/images.mjs [FOLDER]
// Needs `npm run build`, dpkg with a repository, rpm and rpmbuild (4.16 or later). FOLDER keeps the images.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { scan } from '../../dist/scan.js';
import { debianImage, rpmImages } from './build-images.mjs';

const [kept] = process.argv.slice(2);
const folder = kept ? resolve(kept) : mkdtempSync(join(tmpdir(), 'stowaway-images-'));
mkdirSync(folder, { recursive: true });

function architectureIn({ purl }) {
  return new URLSearchParams(purl.split('?')[1] ?? '').get('arch') ?? '';
}

async function score({ name, archive, truth, base }) {
  const started = performance.now();
  const report = await scan({ targets: [archive], cwd: folder, cache: null, db: null, analysis: false })
    .report;
  const millis = Math.round(performance.now() - started);
  const [artifact] = report.artifacts;
  const rows = artifact.packages.filter(({ system }) => system);
  const found = new Set(
    rows.map((row) =>
      [row.name, row.version, architectureIn(row), row.system.source.name, row.system.source.version].join(
        ' ',
      ),
    ),
  );
  const right = truth.filter((line) => found.has(line));
  const recall = right.length / truth.length;
  const precision = right.length / found.size;
  console.log(
    `${name}: ${truth.length} packages, recall ${recall.toFixed(3)}, precision ${precision.toFixed(3)}, ${millis} ms`,
  );
  if (base !== null)
    console.log(`  of the base layer: ${rows.filter(({ system }) => system.isBase).length} of ${base}`);
  console.log(
    `  code bytes ${artifact.coverage.codeBytes}, installed ${artifact.coverage.installed}, unattributed ${artifact.coverage.unattributed}`,
  );
  for (const line of truth.filter((each) => !found.has(each)).slice(0, 5)) console.log(`  missing: ${line}`);
  for (const line of [...found].filter((each) => !truth.includes(each)).slice(0, 5))
    console.log(`  extra: ${line}`);
  for (const { message } of [...artifact.problems, ...report.problems]) console.log(`  ${message}`);
}

try {
  await score(debianImage(folder));
  for (const image of rpmImages(folder)) await score(image);
} finally {
  if (!kept) rmSync(folder, { recursive: true, force: true });
}
