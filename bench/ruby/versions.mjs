// Compares the order of gems' versions and their requirements with the reference implementation, RubyGems' own classes.
//   node bench/ruby/versions.mjs [COUNT] [SEED]     needs `npm run build` and Ruby
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { rubygems } from '../../dist/versions/index.js';
import { comparePairs } from '../compare-pairs.mjs';

const [count = '50000', seed = '1'] = process.argv.slice(2);
const script = fileURLToPath(new URL('pairs.rb', import.meta.url));
const text = execFileSync('ruby', [script, count, seed], { encoding: 'utf8', maxBuffer: 1 << 30 });
await comparePairs(rubygems, text);
