// Builds a small program in Rust, with `cargo auditable` and without, and compares the crates that we find with those of `cargo tree`.
//   node bench/rust/programs.mjs FOLDER     needs `npm run build`, Cargo and cargo-auditable; downloads some forty crates
import { execFileSync } from 'node:child_process';
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readRustProgram } from '../../dist/extractors/crates-io/read-program.js';
import { crateRows } from '../../dist/extractors/crates-io/crate-rows.js';

const [folder] = process.argv.slice(2);
if (!folder) throw new Error('usage: programs.mjs FOLDER');
cpSync(join(import.meta.dirname, 'program'), folder, { recursive: true });
const cargo = (...args) =>
  execFileSync('cargo', args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });

cargo('auditable', 'build', '--release', '--target-dir', 'audited');
cargo('build', '--release', '--target-dir', 'plain');
const tree = cargo('tree', '--edges', 'normal,no-proc-macro', '--prefix', 'none', '--format', '{p}');
const expected = new Set(
  tree
    .trim()
    .split('\n')
    .map((line) => line.replace(/^(\S+) v(\S+).*$/, '$1@$2')),
);

for (const form of ['audited', 'plain']) {
  const bytes = readFileSync(join(folder, form, 'release/sample-function'));
  const start = performance.now();
  const program = readRustProgram('bootstrap', bytes);
  const time = performance.now() - start;
  const found = program ? crateRows(program).map(({ name, version }) => `${name}@${version}`) : [];
  console.log(form, {
    bytes: bytes.length,
    milliseconds: Math.round(time),
    crates: expected.size,
    found: found.filter((each) => expected.has(each)).length,
    missing: form === 'plain' ? undefined : [...expected].filter((each) => !found.includes(each)),
    tooMany: found.filter((each) => !expected.has(each)),
  });
}
