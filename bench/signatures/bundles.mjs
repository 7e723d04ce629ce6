// node bench/signatures/bundles.mjs [SET …]: findings of the signatures in popular packages inside minified bundles. Needs what
// benign.mjs installed; every package is bundled by esbuild into one file, and scanned as a function of its own.
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { scan } from '../../dist/index.js';

const SETS = [
  'express-mongo',
  'fastify-pg',
  'koa-redis',
  'aws-v3',
  'aws-tools',
  'http',
  'data',
  'messaging',
  'google',
  'azure',
];
const KINDS = new Set(['malware', 'install-script', 'configuration']);
const ROOT = fileURLToPath(new URL('../../build/bench', import.meta.url));

async function bundle(name, resolveDir, outfile) {
  const stdin = { contents: `import * as all from '${name}';console.log(all);`, resolveDir };
  const options = {
    bundle: true,
    minify: true,
    platform: 'node',
    logLevel: 'silent',
    loader: { '.node': 'file' },
  };
  await build({ ...options, stdin, outfile });
}

const { sets } = JSON.parse(readFileSync(new URL('packages.json', import.meta.url), 'utf8'));
mkdirSync(ROOT, { recursive: true });
const folder = mkdtempSync(join(ROOT, 'bundles-'));
let bundled = 0;
const wanted = process.argv.slice(2);
for (const set of wanted.length > 0 ? wanted : SETS) {
  for (const name of Object.keys(sets[set])) {
    try {
      await bundle(name, join(ROOT, 'npm', set), join(folder, name.replace('/', '+'), 'index.js'));
      bundled += 1;
    } catch (error) {
      console.error(`${name} cannot be bundled: ${String(error).split('\n')[1] ?? ''}`);
    }
  }
}
const { artifacts } = await scan({ targets: [`${folder}/*`], offline: true }).report;
for (const { path, findings } of artifacts) {
  for (const { kind, severity, rule, evidence } of findings) {
    if (!KINDS.has(kind) || severity === 'low') continue;
    console.log(`${severity}\t${rule}\t${path}\t${evidence.map(({ detail }) => detail).join(' | ')}`);
  }
}
console.log(`${bundled} bundles`);
rmSync(folder, { recursive: true });
