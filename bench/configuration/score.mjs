// Scores the findings about settings on templates that somebody else wrote: `node bench/configuration/score.mjs [--second] [--details]`. Needs `npm run build`.
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { scan } from '../../dist/index.js';
import { unpack } from '../packed-sets.mjs';
import { functionAt, saidOf } from './said-of.mjs';

const root = mkdtempSync(join(tmpdir(), 'stowaway-configuration-'));
unpack(join(import.meta.dirname, process.argv.includes('--second') ? 'set-2.tar.gz' : 'set.tar.gz'), root);
const folder = join(root, 'config');

async function functionsOf(path) {
  const { report } = scan({ targets: [path], offline: true, cache: null });
  return (await report).functions;
}

const isDetailed = process.argv.includes('--details');
let [found, missed, extra, exposed, count, placed] = [0, 0, 0, 0, 0, 0];

for (const truth of JSON.parse(readFileSync(join(folder, 'truth.json'), 'utf8'))) {
  const path = join(folder, truth.name, truth.file);
  const fn = functionAt(await functionsOf(path), truth.function, readFileSync(path, 'utf8'));
  const left = saidOf(fn);
  for (const { what, optional, line } of truth.expect) {
    const at = left.findIndex(({ rule }) => rule === what);
    const [said] = at >= 0 ? left.splice(at, 1) : [];
    if (said) found += 1;
    else if (!optional) missed += 1;
    if (said?.line === line) placed += 1;
    else if (said && isDetailed)
      console.log('LINE', truth.name, truth.function, what, line, 'said', said.line);
    if (!said && !optional && isDetailed) console.log('MISSED', truth.name, truth.function, what);
  }
  // A set that says what is not there is silent about what it does not judge.
  const absent = truth.absent?.map((one) => one.what ?? one);
  const wrong = absent ? left.filter(({ rule }) => absent.includes(rule)) : left;
  for (const each of isDetailed ? left : [])
    console.log(wrong.includes(each) ? 'EXTRA' : 'NOT JUDGED', truth.name, truth.function, each.rule);
  extra += wrong.length;
  count += 1;
  if ((fn?.exposure?.level === 'public') === truth.public) exposed += 1;
}
console.log(`${found} of ${found + missed} found (recall ${(found / (found + missed)).toFixed(3)})`);
console.log(`${extra} others reported (precision ${(found / (found + extra)).toFixed(3)})`);
console.log(`line of the setting itself: ${placed} of ${found}`);
console.log(`whether anybody may call it: right for ${exposed} of ${count} functions`);
