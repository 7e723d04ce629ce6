// Compares our answers at the bounds of every PyPI record with an evaluator of its own, in Python with `packaging`.
//   node bench/python/advisories.mjs FOLDER_OF_THE_EXPORT     needs `npm run build` and `pip install packaging`
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { openIndex } from '../../dist/advisories/index/advisory-index.js';
import { newIndexBuilder } from '../../dist/advisories/index/build-index.js';
import { readExport } from '../../dist/advisories/feed/read-export.js';
import { verdictOn } from '../../dist/advisories/match/verdict.js';
import { pep440 } from '../../dist/versions/index.js';

const [folder] = process.argv.slice(2);
if (!folder) throw new Error('usage: advisories.mjs FOLDER_OF_THE_EXPORT');
const archive = join(folder, 'PyPI', 'all.zip');
readFileSync(archive);

const builder = newIndexBuilder('PyPI');
for await (const record of readExport(archive)) if ('bytes' in record) builder.add(record.bytes);
const file = join(tmpdir(), `PyPI-${process.pid}.advisories`);
builder.write(file, { source: 'bench', asOf: '2026-01-01T00:00:00.000Z', unreadable: 0 });
const index = openIndex(file);

const script = fileURLToPath(new URL('boundaries.py', import.meta.url));
const python = spawn('python3', [script, archive], { stdio: ['ignore', 'pipe', 'inherit'] });
const totals = { records: new Set(), compared: 0, affected: 0, misses: 0, extra: 0, unreadable: 0 };
// Lines of a record follow each other.
let known = { key: '', found: [] };
for await (const line of createInterface({ input: python.stdout })) {
  const [id, name, version, expected] = JSON.parse(line);
  totals.records.add(id);
  if (known.key !== `${id} ${name}`)
    known = { key: `${id} ${name}`, found: index.lookup(name).filter((advisory) => advisory.id === id) };
  const { found } = known;
  const verdicts = found.map((advisory) => verdictOn(version, advisory, pep440));
  if (expected === null) {
    totals.unreadable += 1;
    // A version without a place in the order is never called unaffected where the record has ranges.
    continue;
  }
  const own = verdicts.includes('affected') || verdicts.includes('doubtful');
  totals.compared += 1;
  if (expected) totals.affected += 1;
  if (expected && !own) totals.misses += 1;
  if (!expected && own) totals.extra += 1;
  if (own !== expected && totals.misses + totals.extra <= 10)
    console.log(id, name, version, { expected, verdicts });
}
console.table({ ...totals, records: totals.records.size });
process.exitCode = totals.misses + totals.extra > 0 ? 1 : 0;
