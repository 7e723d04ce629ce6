// Scores the rules about event data on handlers that somebody else wrote: `node bench/injection/score.mjs [--python] [--second | --third | --fourth | … | --eleventh] [--details]`.
// With `--bundled esbuild`, or `--bundled webpack=<folder with its node_modules>`, each handler is bundled and minified as well, and both verdicts are compared.
// Needs `npm run build`. `--second` (JavaScript), `--third` to `--eleventh` (both languages) are sets of other people, which are packed.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rulesBroken } from '../../dist/analysis/dataflow/test-flows.js';
import { defaultSignatures } from '../../dist/signatures/index.js';
import { bundleHandler } from './bundle-handler.mjs';

const isPython = process.argv.includes('--python');
const packed =
  ['second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth', 'eleventh'].find(
    (name) => process.argv.includes(`--${name}`),
  ) ?? null;
const SCRIPT = isPython ? /\.py$/ : /\.[cm]?js$/;
/** Rules of the flaws that are not called by a rule's name. */
const RULES = {
  nosql: ['nosql', 'query'],
  partiql: ['query', 'sql'],
  ssrf: ['request'],
  'aws-target': ['target'],
  'sdk-target': ['target'],
  pattern: ['pattern', 'slow-pattern'],
  regex: ['pattern', 'slow-pattern'],
  path: ['path', 'archive'],
  archive: ['archive', 'path'],
  deserialisation: ['deserialize'],
  deserialization: ['deserialize'],
  resource: ['target'],
  jwt: ['token'],
  ldap: ['query'],
  expression: ['query'],
  'mail header': ['header'],
  mailheader: ['header'],
  'prototype-pollution': ['prototype'],
};
const { flows } = defaultSignatures();

function pathsIn(folder) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => SCRIPT.test(path));
}

/** JSON files that code may load: schemas. */
function dataIn(folder) {
  const all = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return all.filter((path) => path.endsWith('.json') && !/(?:^|\/)(?:truth|package-lock)\.json$/.test(path));
}

/** The file that holds a handler: `src/app.handler`. */
function fileOf(handler, paths) {
  const name = handler.slice(0, handler.lastIndexOf('.'));
  const base = isPython ? name.replaceAll('.', '/') : name;
  return paths.find((path) => path.replace(SCRIPT, '') === base);
}

/** The file of a handler whose settings are not at hand: by its manifest, its name, or what it exports. */
function likelyFile(folder, paths) {
  const { main = '' } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const exportsHandler = (path) =>
    /exports\.handler|export (?:const|async function|function) handler/.test(
      readFileSync(join(folder, path), 'utf8'),
    );
  return (
    paths.find((path) => path === main.replace(/^\.\//, '')) ??
    paths.find((path) => /^(?:src\/)?(?:index|handler|app|lambda|main)\.[cm]?js$/.test(path)) ??
    paths.find(exportsHandler)
  );
}

/** Handlers with their flaw; null: none. Each has its truth in its folder. */
function handlers(root) {
  const folder = join(root, isPython ? 'python' : 'handlers');
  return readdirSync(folder)
    .sort()
    .map((id) => {
      const truth = JSON.parse(readFileSync(join(folder, id, 'truth.json'), 'utf8'));
      const { handler, vulnerable = !truth.safe } = truth;
      const paths = pathsIn(join(folder, id));
      const flaw = vulnerable ? (truth.class ?? truth.sink) : null;
      return { id, at: join(folder, id), paths, first: fileOf(handler, paths), flaw };
    });
}

function unpacked(name) {
  const root = mkdtempSync(join(tmpdir(), 'stowaway-injection-'));
  spawnSync('tar', ['-xzf', fileURLToPath(new URL(`${name}.tar.gz`, import.meta.url)), '-C', root]);
  return root;
}

/** The same, with the truth of all in one file. */
function listedHandlers(root) {
  const folder = join(root, 'handlers');
  return JSON.parse(readFileSync(join(folder, 'truth.json'), 'utf8')).map(({ name, flaw }) => {
    const at = join(folder, name);
    const paths = pathsIn(at);
    return { id: name, at, paths, first: likelyFile(at, paths), flaw };
  });
}

function chosenHandlers() {
  if (packed === null) return handlers(fileURLToPath(new URL('.', import.meta.url)));
  const root = unpacked(packed);
  const isListed = existsSync(join(root, 'handlers', 'truth.json'));
  return isPython || !isListed ? handlers(root) : listedHandlers(root);
}

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
for (const { id, at, paths, first, flaw } of chosenHandlers()) {
  const sorted = [first, ...paths.filter((path) => path !== first)];
  const files = Object.fromEntries(
    [...sorted, ...dataIn(at)].map((path) => [path, readFileSync(join(at, path), 'utf8')]),
  );
  const rules = flaw ? (RULES[flaw] ?? [flaw]).map((name) => `flows/${name}`) : [];
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
