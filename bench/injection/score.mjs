// Scores the rules about event data on handlers that somebody else wrote: `node bench/injection/score.mjs [--python] [--details]`. Needs `npm run build`.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rulesBroken } from '../../dist/analysis/dataflow/test-flows.js';
import { defaultSignatures } from '../../dist/signatures/index.js';

const isPython = process.argv.includes('--python');
const folder = fileURLToPath(new URL(isPython ? 'python' : 'handlers', import.meta.url));
const SCRIPT = isPython ? /\.py$/ : /\.[cm]?js$/;
const RULES = {
  nosql: 'flows/query',
  ssrf: 'flows/request',
  'aws-target': 'flows/target',
  regex: 'flows/pattern',
  deserialisation: 'flows/deserialize',
  resource: 'flows/target',
};
const { flows } = defaultSignatures();

function filesOf(id, handler) {
  const paths = readdirSync(join(folder, id), { recursive: true, encoding: 'utf8' }).filter((path) =>
    SCRIPT.test(path),
  );
  const name = handler.slice(0, handler.lastIndexOf('.'));
  const base = isPython ? name.replaceAll('.', '/') : name;
  const first = paths.find((path) => path.replace(SCRIPT, '') === base);
  const sorted = [first, ...paths.filter((path) => path !== first)];
  return Object.fromEntries(sorted.map((path) => [path, readFileSync(join(folder, id, path), 'utf8')]));
}

let [found, missed, falsely, extra] = [0, 0, 0, 0];
for (const id of readdirSync(folder).sort()) {
  const written = JSON.parse(readFileSync(join(folder, id, 'truth.json'), 'utf8'));
  const kind = written.class ?? written.sink;
  const truth = { handler: written.handler, vulnerable: written.vulnerable ?? !written.safe };
  const rule = RULES[kind] ?? `flows/${kind}`;
  const broken = await rulesBroken(filesOf(id, truth.handler), flows);
  const others = broken.filter((each) => each !== rule);
  const isFound = broken.includes(rule);
  if (truth.vulnerable && isFound) found += 1;
  if (truth.vulnerable && !isFound) missed += 1;
  if (!truth.vulnerable && broken.length > 0) falsely += 1;
  if (truth.vulnerable && others.length > 0) extra += 1;
  const word = truth.vulnerable ? (isFound ? 'found' : 'MISSED') : broken.length > 0 ? 'FALSE' : 'clean';
  if (process.argv.includes('--details') && (word === 'MISSED' || word === 'FALSE' || others.length > 0))
    console.log(`${word.padEnd(7)} ${id}  ${rule}  ${broken.join(' ')}`);
}
const told = found + falsely + extra;
console.log(`${found} of ${found + missed} found (recall ${(found / (found + missed)).toFixed(3)})`);
console.log(
  `${falsely} safe ones reported, ${extra} others with a further rule (precision ${(found / told).toFixed(3)})`,
);
