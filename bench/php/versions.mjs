// Compares the order of versions of PHP's packages, and comparisons, with the reference implementation, Composer's own classes.
//   node bench/php/versions.mjs [COUNT] [SEED]     needs `npm run build` and Debian's `composer`
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { composer } from '../../dist/versions/index.js';
import { comparePairs } from '../compare-pairs.mjs';

const [count = '50000', seed = '1'] = process.argv.slice(2);
const script = fileURLToPath(new URL('pairs.php', import.meta.url));
const text = execFileSync('php', [script, count, seed], { encoding: 'utf8', maxBuffer: 1 << 30 });
await comparePairs(composer, text);
