// Scores the findings about settings on templates that somebody else wrote: `node bench/configuration/score.mjs [--second] [--details]`. Needs `npm run build`.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { scan } from '../../dist/index.js';

const root = mkdtempSync(join(tmpdir(), 'stowaway-configuration-'));
const packed = new URL(process.argv.includes('--second') ? 'set-2.tar.gz' : 'set.tar.gz', import.meta.url);
spawnSync('tar', ['-xzf', fileURLToPath(packed), '-C', root]);
const folder = join(root, 'config');

/** Our rules in the words of the set. */
const WORDS = {
  'public-url': 'public-url-no-auth',
  'open-permission': 'permission-star',
  'environment-secret': 'secret-env',
  'public-without-limit': 'no-reserved-concurrency',
  'long-timeout': 'long-timeout-public',
  'runtime-end': 'deprecated-runtime',
  'api-without-authorizer': 'api-no-authorizer',
  'no-tracing': 'tracing-off',
  'no-dead-letters': 'no-dlq',
};

async function functionsOf(path) {
  const { report } = scan({ targets: [path], offline: true, cache: null });
  return (await report).functions;
}

/** Names of the functions of a plan of Terraform, by address. */
function plannedNames(text) {
  if (!text.includes('"planned_values"')) return new Map();
  const all = ({ resources = [], child_modules = [] } = {}) => [...resources, ...child_modules.flatMap(all)];
  const resources = all(JSON.parse(text).planned_values.root_module);
  return new Map(resources.map(({ address, values }) => [address, values?.function_name]));
}

/** A function by its logical id, or by the line that declares it. */
function functionAt(functions, id, text) {
  const planned = plannedNames(text).get(id);
  const exact = functions.find(({ name }) => name === planned || name === id || name.endsWith(`-${id}`));
  if (exact) return exact;
  const line = text.split('\n').findIndex((each) => each.includes(`${id}:`) || each.includes(`"${id}"`)) + 1;
  return (
    functions.find((fn) => fn.id.endsWith(id) || fn.name.includes(id) || id.endsWith(`.${fn.name}`)) ??
    functions.find(({ declaredIn }) => Math.abs((declaredIn?.line ?? -9) - line) <= 1)
  );
}

/** What a report says of the settings of a function, in the words of the set, and in which line. */
function saidOf({ findings = [], problems = [] } = {}) {
  const rules = findings.filter(({ kind }) => kind === 'configuration' || kind === 'runtime');
  const notes = problems.filter(({ code }) => code === 'setting');
  return [
    ...rules.map(({ rule, evidence }) => ({ rule, line: evidence[0]?.line })),
    ...notes.map(({ message }) => ({
      rule: message.split(':')[0],
      line: Number(/:(\d+)\)\.$/.exec(message)?.[1]),
    })),
  ].map(({ rule, line }) => ({ rule: WORDS[rule] ?? rule, line }));
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
