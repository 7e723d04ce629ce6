// `node bench/bundles/published.mjs [--write]`: compares bundles that others publish with their own notices.
// Not a measure: notices name installed packages, also those with no code left, and miss some that are present.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { runNpm } from '../../scripts/run-npm.mjs';
import { distModule } from './dist.mjs';
import { corpusFolder } from './folders.mjs';
import { publishedTable } from './published-table.mjs';
import { BUNDLES, writeSection } from '../write-section.mjs';

const { values } = parseArgs({ options: { write: { type: 'boolean', default: false } } });
const { scan } = await distModule('index.js');
/** A busy machine takes longer than scans usually may. */
const limits = { maxMillis: 10 * 60_000 };

/** The package, unpacked once. */
function fetchPublished(spec) {
  const folder = join(corpusFolder, 'published', spec.replace('/', '+'));
  if (existsSync(join(folder, 'package.json'))) return folder;
  mkdirSync(folder, { recursive: true });
  const [{ filename }] = JSON.parse(runNpm(['pack', '--json', spec], { cwd: folder, quiet: true }));
  execFileSync('tar', ['-xzf', filename, '--strip-components=1'], { cwd: folder });
  return folder;
}

/** @returns {Map<string, Set<string>>} name → versions, none where the notice has no versions */
function noticed(folder, { notice, pattern, also = [] }) {
  const found = new Map(also.map((name) => [name, new Set()]));
  const text = readFileSync(join(folder, notice), 'utf8');
  for (const [, ...words] of text.matchAll(new RegExp(pattern, 'gm'))) {
    const isVersion = (word) => /^\d/.test(word ?? '');
    const name = words.find((word) => word && !isVersion(word));
    const versions = found.get(name) ?? new Set();
    for (const version of words.filter(isVersion)) versions.add(version);
    found.set(name, versions);
  }
  return found;
}

/** The code alone, as a function would hold it. */
async function scanCode(folder, code) {
  const target = mkdtempSync(join(tmpdir(), 'bench-published-'));
  try {
    for (const [index, path] of code.entries())
      cpSync(join(folder, path), join(target, 'function', `${index}-${basename(path)}`));
    return await scan({ targets: [join(target, 'function')], limits, offline: true, cache: null }).report;
  } finally {
    rmSync(target, { recursive: true, force: true });
  }
}

const entries = JSON.parse(readFileSync(new URL('published.json', import.meta.url), 'utf8'));
const outcomes = [];
for (const entry of entries) {
  const folder = fetchPublished(entry.package);
  const { artifacts } = await scanCode(folder, entry.code);
  const rows = artifacts.flatMap(({ packages }) => packages);
  const bytes = entry.code.reduce((sum, path) => sum + statSync(join(folder, path)).size, 0);
  outcomes.push({
    ...entry,
    bytes,
    noticed: noticed(folder, entry),
    rows: rows.filter(({ presence }) => presence === 'bundled'),
  });
  console.error(`${entry.package}: ${rows.length} rows`);
}
const table = publishedTable(outcomes);
console.log(table);
if (values.write) writeSection(BUNDLES, 'Bundles that others publish', table);
