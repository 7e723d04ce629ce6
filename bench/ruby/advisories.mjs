// Compares our answers at the bounds of every RubyGems record with an evaluator of its own, in Ruby with `Gem::Version`.
//   node bench/ruby/advisories.mjs FOLDER_OF_THE_EXPORT     needs `npm run build` and Ruby
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readExport } from '../../dist/advisories/feed/read-export.js';
import { openAdvisories } from '../../dist/advisories/store.js';
import { verdictOn } from '../../dist/advisories/match/verdict.js';
import { rubygems } from '../../dist/versions/index.js';

const [folder] = process.argv.slice(2);
if (!folder) throw new Error('usage: advisories.mjs FOLDER_OF_THE_EXPORT');
const records = [];
for await (const record of readExport(join(folder, 'RubyGems', 'all.zip')))
  if ('bytes' in record) records.push(JSON.stringify(JSON.parse(new TextDecoder().decode(record.bytes))));

const script = fileURLToPath(new URL('boundaries.rb', import.meta.url));
const lines = execFileSync('ruby', [script], {
  input: records.join('\n'),
  encoding: 'utf8',
  maxBuffer: 1 << 30,
});

// The starter is made from the same export.
const store = openAdvisories({ dir: null, now: new Date() });
const totals = { records: new Set(), compared: 0, affected: 0, misses: 0, extra: 0 };
for (const line of lines.trim().split('\n')) {
  const [id, name, version, expected] = JSON.parse(line);
  const found = store.lookup('RubyGems', name).filter((advisory) => advisory.id === id);
  const own = found.some((advisory) => verdictOn(version, advisory, rubygems) !== 'unaffected');
  totals.records.add(id);
  totals.compared += 1;
  if (expected) totals.affected += 1;
  if (expected && !own) totals.misses += 1;
  if (!expected && own) totals.extra += 1;
  if (own !== expected && totals.misses + totals.extra <= 10)
    console.log(id, name, version, { expected, own });
}
console.table({ ...totals, records: totals.records.size });
process.exitCode = totals.misses + totals.extra > 0 ? 1 : 0;
store.close();
