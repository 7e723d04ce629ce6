// Compares the orders of versions of dpkg and rpm with the tools themselves, on 50,000 pairs each. Pairs differ in few places, and are
// made from a fixed seed.
//   node bench/system/orders.mjs [PAIRS]
// Needs `npm run build`, dpkg, and rpm 4.16 or later.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dpkg } from '../../dist/versions/dpkg.js';
import { rpm } from '../../dist/versions/rpm.js';

const count = Number(process.argv[2] ?? 50_000);
const folder = mkdtempSync(join(tmpdir(), 'stowaway-orders-'));

/** Park and Miller's generator. */
let seed = 20_261_129;
function below(limit) {
  seed = (seed * 48_271) % 2_147_483_647;
  return seed % limit;
}

function pick(list) {
  return list[below(list.length)];
}

const PARTS = {
  dpkg: [
    '0',
    '1',
    '2',
    '9',
    '10',
    '010',
    '00',
    'a',
    'Z',
    'rc',
    'beta',
    '.',
    '+',
    '~',
    '-',
    '.',
    '~~',
    'deb12u1',
    ':',
  ],
  rpm: [
    '0',
    '1',
    '2',
    '9',
    '10',
    '010',
    '00',
    'a',
    'Z',
    'rc',
    'fc40',
    '.',
    '+',
    '~',
    '^',
    '_',
    '.',
    '~~',
    'el9',
  ],
};

function text(parts, most) {
  return Array.from({ length: 1 + below(most) }, () => pick(parts)).join('');
}

function version(kind) {
  const epoch = pick(['', '', '', '0:', '1:', '10:']);
  const release = pick(['', '-', '-']);
  const end =
    release === ''
      ? ''
      : `-${text(
          PARTS[kind].filter((part) => part !== ':' && part !== '-'),
          4,
        )}`;
  return `${epoch}${pick(['0', '1', '1.2', '2.0'])}${text(PARTS[kind], 5)}${end}`;
}

/** Another version, or the same with one part put in or taken out. */
function neighbour(kind, one) {
  if (below(3) === 0) return version(kind);
  const at = below(one.length + 1);
  return one.slice(0, at) + (below(2) === 0 ? pick(PARTS[kind]) : '') + one.slice(at + below(2));
}

function pairsOf(kind, ordering) {
  const pairs = [];
  while (pairs.length < count) {
    const left = version(kind);
    const right = neighbour(kind, left);
    if (ordering.isValid(left) && ordering.isValid(right)) pairs.push([left, right]);
  }
  return pairs;
}

/** dpkg itself, started for each pair: those that it orders otherwise are printed. */
function dpkgDiffers(pairs) {
  const words = ['lt', 'eq', 'gt'];
  const lines = pairs.map(
    ([left, right]) => `${left} ${words[Math.sign(dpkg.compare(left, right)) + 1]} ${right}`,
  );
  const loop = 'while read -r a o b; do dpkg --compare-versions "$a" "$o" "$b" || echo "$a $o $b"; done';
  const { status, stdout, stderr } = spawnSync('sh', ['-c', loop], {
    input: `${lines.join('\n')}\n`,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return stdout.split('\n').filter(Boolean);
}

function rpmOrders(pairs) {
  const script = join(folder, 'compare.lua');
  const table = join(folder, 'pairs.txt');
  writeFileSync(table, pairs.map((pair) => pair.join('\t')).join('\n') + '\n');
  writeFileSync(
    script,
    `for line in io.lines("${table}") do local a, b = line:match("([^\\t]*)\\t([^\\t]*)"); io.stdout:write(rpm.vercmp(a, b), "\\n") end`,
  );
  const out = execFileSync('rpm', ['--eval', `%{lua: dofile("${script}")}`], {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  return out.trim().split('\n').map(Number);
}

function rpmDiffers(pairs) {
  const orders = rpmOrders(pairs);
  if (orders.length !== pairs.length)
    throw new Error(`rpm answered ${orders.length} of ${pairs.length} pairs`);
  return pairs
    .filter(([left, right], at) => Math.sign(rpm.compare(left, right)) !== orders[at])
    .map((pair) => pair.join(' '));
}

function compare(kind, ordering, differsIn) {
  const pairs = pairsOf(kind, ordering);
  const equal = pairs.filter(([left, right]) => ordering.compare(left, right) === 0).length;
  const different = differsIn(pairs);
  console.log(`${kind}: ${pairs.length} pairs (${equal} equal), ${different.length} differences`);
  for (const line of different.slice(0, 10)) console.log(`  ${line}`);
}

try {
  compare('dpkg', dpkg, dpkgDiffers);
  compare('rpm', rpm, rpmDiffers);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
