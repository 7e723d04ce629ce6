// Compares the order of Python's versions and their specifiers with the reference implementation, Python's `packaging`.
//   node bench/python/versions.mjs [COUNT] [SEED]     needs `npm run build` and `pip install packaging`
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { pep440 } from '../../dist/versions/index.js';
import { comparePairs } from '../compare-pairs.mjs';

const [count = '50000', seed = '1'] = process.argv.slice(2);
const script = fileURLToPath(new URL('pairs.py', import.meta.url));
const text = execFileSync('python3', [script, count, seed], { encoding: 'utf8', maxBuffer: 1 << 30 });
await comparePairs(pep440, text);
