// Compares the order of Python's versions and their specifiers with the reference implementation, Python's `packaging`.
//   node bench/python/versions.mjs [COUNT] [SEED]     needs `npm run build` and `pip install packaging`
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { pep440 } from '../../dist/versions/index.js';

const [count = '50000', seed = '1'] = process.argv.slice(2);
const script = fileURLToPath(new URL('pairs.py', import.meta.url));
const lines = execFileSync('python3', [script, count, seed], { encoding: 'utf8', maxBuffer: 1 << 30 });

const totals = new Map();
const sign = (order) => (order === null ? null : Math.sign(order));
for (const line of lines.trim().split('\n')) {
  const [kind, left, right, expected] = JSON.parse(line);
  const own =
    kind === 'order' ? sign(pep440.compare(left, right)) : ((await pep440.readRange(left))?.(right) ?? null);
  const total = totals.get(kind) ?? { compared: 0, different: 0 };
  total.compared += 1;
  if (own !== expected) {
    total.different += 1;
    if (total.different <= 10)
      console.log(kind, JSON.stringify(left), JSON.stringify(right), { own, expected });
  }
  totals.set(kind, total);
}
console.table(Object.fromEntries(totals));
process.exitCode = [...totals.values()].some(({ different }) => different > 0) ? 1 : 0;
