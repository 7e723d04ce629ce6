// node bench/look-up.mjs DATABASE NAMES.json: opens the index, looks all names up, prints the milliseconds of both together.
import { readFileSync } from 'node:fs';

const [database, namesFile] = process.argv.slice(2);
const names = JSON.parse(readFileSync(namesFile, 'utf8'));
const { openAdvisories } = await import('../dist/advisories/index.js');

const startedAt = performance.now();
const store = openAdvisories({ dir: database, now: new Date() });
let found = 0;
for (const name of names) found += store.lookup('npm', name).length;
const milliseconds = performance.now() - startedAt;
store.close();
console.log(JSON.stringify({ milliseconds, found }));
