// Compiles the starter index that the package ships from records in the layout of the OSV export.
//   node scripts/build-starter.mjs ECOSYSTEM FOLDER_OF_THE_EXPORT AS_OF [FOLDER_OF_MORE_RECORDS]
// Needs `npm run build`. ECOSYSTEM is OSV's name: npm, PyPI. AS_OF is the date up to which the export is known to be current.
import { mkdirSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { indexFileOf } from '../dist/advisories/index/advisory-index.js';
import { newIndexBuilder } from '../dist/advisories/index/build-index.js';
import { readExport } from '../dist/advisories/feed/read-export.js';

const [ecosystem, exportFolder, asOf, moreRecords] = process.argv.slice(2);
if (!ecosystem || !exportFolder || !asOf)
  throw new Error('usage: build-starter.mjs ECOSYSTEM FOLDER_OF_THE_EXPORT AS_OF [MORE_RECORDS]');

const builder = newIndexBuilder(ecosystem);
const seen = new Set();

/** Fractions of seconds take more bytes than dates: only updates, which a starter has none of, compare them. @param {Uint8Array} bytes */
function inSeconds(bytes) {
  const record = JSON.parse(new TextDecoder().decode(bytes));
  for (const field of ['modified', 'published'])
    if (record[field]) record[field] = record[field].replace(/\.\d+Z$/, 'Z');
  return new TextEncoder().encode(JSON.stringify(record));
}

/** @param {string} name @param {Uint8Array} bytes */
function add(name, bytes) {
  const reading = builder.add(inSeconds(bytes));
  if ('problem' in reading) throw new Error(`${name}: ${reading.problem}`);
  return reading;
}

for await (const record of readExport(join(exportFolder, ecosystem, 'all.zip'))) {
  if ('reason' in record) throw new Error(`${record.name}: ${record.reason}`);
  seen.add(add(record.name, record.bytes).id);
}
// Single records beside the export: a record in the export is newer than one of the same id here.
for (const name of moreRecords ? readdirSync(moreRecords).sort() : []) {
  const bytes = readFileSync(join(moreRecords, name));
  if (!seen.has(JSON.parse(bytes).id)) add(name, bytes);
}

const folder = new URL('../data/starter/', import.meta.url);
mkdirSync(folder, { recursive: true });
const file = new URL(indexFileOf(ecosystem), folder).pathname;
builder.write(file, { source: 'starter', asOf: new Date(asOf).toISOString(), unreadable: 0 });
console.log(`${file}: ${builder.count()} records, ${statSync(file).size} bytes`);
