// Scores the rules about event data on handlers that somebody else wrote: `node bench/injection/score.mjs [--python] [--second | --third | --fourth | … | --eleventh] [--details]`.
// With `--bundled esbuild`, or `--bundled webpack=<folder with its node_modules>`, each handler is bundled and minified as well, and both verdicts are compared.
// Needs `npm run build`. `--second` (JavaScript), `--third` to `--eleventh` (both languages) are sets of other people, which are packed.
import { cpSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rulesBroken } from '../../dist/analysis/dataflow/test-flows.js';
import { defaultSignatures } from '../../dist/signatures/index.js';
import { bundleHandler } from './bundle-handler.mjs';
import { dataIn, handlersOf, rulesAbout, SETS } from './handlers.mjs';

const isPython = process.argv.includes('--python');
const packed = SETS.find((name) => process.argv.includes(`--${name}`)) ?? null;
const { flows } = defaultSignatures();

/** The bundler, and the folder that holds it; null without `--bundled`. */
function bundlerOption() {
  const at = process.argv.indexOf('--bundled');
  if (at < 0) return null;
  const [bundler, folder = '.'] = process.argv[at + 1].split('=');
  return { bundler, folder };
}
const bundling = bundlerOption();
let [same, compared] = [0, 0];

/** Compares the rules that a handler breaks with those that its bundle breaks. */
async function compare({ id, at, first }, broken) {
  // Apart from this project, whose package.json makes each script a module.
  const copy = mkdtempSync(join(tmpdir(), 'stowaway-handler-'));
  cpSync(at, copy, { recursive: true });
  if (!existsSync(join(copy, 'package.json'))) writeFileSync(join(copy, 'package.json'), '{}');
  const text = await bundleHandler(join(copy, first), bundling).catch((error) => error);
  if (text instanceof Error) {
    console.log(`no bundle of ${id}: ${text.message.slice(0, 200)}`);
    return;
  }
  const inBundle = await rulesBroken({ 'index.js': text }, flows);
  compared += 1;
  if (inBundle.length === broken.length && inBundle.every((rule) => broken.includes(rule))) same += 1;
  else console.log(`OTHER   ${id}  source: ${broken.join(' ')}  bundle: ${inBundle.join(' ')}`);
}

let [found, missed, falsely, extra] = [0, 0, 0, 0];
for (const { id, at, paths, first, flaw } of handlersOf(packed, isPython)) {
  const sorted = [first, ...paths.filter((path) => path !== first)];
  const files = Object.fromEntries(
    [...sorted, ...dataIn(at)].map((path) => [path, readFileSync(join(at, path), 'utf8')]),
  );
  const rules = rulesAbout(flaw);
  const broken = await rulesBroken(files, flows);
  if (bundling) await compare({ id, at, first }, broken);
  const others = broken.filter((each) => !rules.includes(each));
  const isFound = broken.some((each) => rules.includes(each));
  if (flaw && isFound) found += 1;
  if (flaw && !isFound) missed += 1;
  if (!flaw && broken.length > 0) falsely += 1;
  if (flaw && others.length > 0) extra += 1;
  const word = flaw ? (isFound ? 'found' : 'MISSED') : broken.length > 0 ? 'FALSE' : 'clean';
  if (process.argv.includes('--details') && (word === 'MISSED' || word === 'FALSE' || others.length > 0))
    console.log(`${word.padEnd(7)} ${id}  ${rules.join(' ')}  ${broken.join(' ')}`);
}
const told = found + falsely + extra;
console.log(`${found} of ${found + missed} found (recall ${(found / (found + missed)).toFixed(3)})`);
console.log(
  `${falsely} safe ones reported, ${extra} others with a further rule (precision ${(found / told).toFixed(3)})`,
);
if (bundling)
  console.log(`${same} of ${compared} bundles have the same verdict (${(same / compared).toFixed(3)})`);
