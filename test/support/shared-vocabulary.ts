import { posix } from 'node:path';
import { build } from 'esbuild';
import type { Release } from './published-packages.js';

/** Words that all packages share, the first ones more often: packages differ in how they combine them. */
const WORDS =
  'value key name type options index list path data error length result parse read write open close start stop next node text line token scope stream buffer client server request response header cookie session route query filter field table column record cache store queue event handler signal retry delay limit range offset cursor batch shard region bucket object policy digest cipher secret vector matrix weight frame layer pixel colour locale plural format pattern prefix suffix symbol module export import bundle source target branch commit merge patch status channel broker topic ledger invoice order cart price coupon refund tenant member role grant audit metric gauge trace span probe'.split(
    ' ',
  );

/** Numbers from 0 to 1, always the same ones for a seed. */
function randomOf(seed: string): () => number {
  let state = 0;
  for (const letter of seed) state = Math.imul(state ^ (letter.codePointAt(0) ?? 0), 0x9e3779b1) >>> 0;
  // Every letter counts for every bit.
  for (let round = 0; round < 2; round += 1) state = Math.imul(state ^ (state >>> 15), 0x85ebca6b) >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state >>> 5) / 2 ** 27;
  };
}

/** A function, as a seed makes it: its strings and properties are those of others, its shape often, too. */
function functionOf(seed: string): string {
  const random = randomOf(seed);
  const below = (count: number): number => Math.floor(random() * count);
  const word = (): string => WORDS[Math.floor(WORDS.length * random() ** 2)] ?? '';
  const name = `${word()}_${word()}`;
  const statements = Array.from({ length: 2 + below(4) }, () => {
    const [a, b, c] = [word(), word(), word()];
    const forms = [
      `if (!it.${a}) throw new TypeError('${a} ${b} must be a ${c}');`,
      `for (const each of it.${a}) all.push(each.${b}(${below(9)}, '${c}'));`,
      `if (typeof it.${a} === '${c}' && it.${b} > ${below(9)}) return all.${a}_${c};`,
      `all.${b} = { ${a}: it.${c}, kind: '${b}-${c}', size: ${below(50)} };`,
      `try { it.${a}(all, '${b}/${c}'); } catch (fault) { all.${c} = fault.${a}; }`,
      `while (all.${a}.length > it.${b}) all.${a}.pop().${c}();`,
    ];
    return forms[below(forms.length)] ?? '';
  });
  return `exports.${name} = function (it, all) { ${statements.join(' ')} return all; };`;
}

export interface Recipe {
  readonly name: string;
  /** Functions of each file. */
  readonly files: readonly number[];
  readonly isModule?: boolean;
  /** A package most of whose code this one has. */
  readonly forkOf?: string;
  /** A package all of whose code stands in one file of this one. */
  readonly embeds?: Recipe;
  readonly dependencies?: Readonly<Record<string, string>>;
  /** Whether it has a table, and how many rows. */
  readonly rows?: number;
}

/** Share of the functions that every package has copied from one collection, and how many that has. */
const COMMON = 0.3;
const COLLECTION = 40;
/** Share of a fork's functions that are its own. */
const CHANGED_BY_FORK = 0.2;
/** Share of the functions that a version changes. */
const CHANGED_BY_VERSION = 0.08;

/** The seed of a function in a version, by the last version up to this one that changed it. */
function seedIn({ name, forkOf }: Recipe, place: string, version: number): string {
  const random = randomOf(`${forkOf ?? name} ${place} common`);
  if (random() < COMMON) return `common ${Math.floor(COLLECTION * random())}`;
  const isOwn = !forkOf || randomOf(`${name} ${place} fork`)() < CHANGED_BY_FORK;
  const seed = `${isOwn ? name : forkOf} ${place}`;
  for (let each = version; each > 0; each -= 1)
    if (randomOf(`${seed} ${each} changed`)() < CHANGED_BY_VERSION) return `${seed} ${each}`;
  return seed;
}

/** Statements of one file. */
export function functionsIn(recipe: Recipe, file: number, version = 0): string[] {
  return Array.from({ length: recipe.files[file] ?? 0 }, (_, at) =>
    functionOf(seedIn(recipe, `${file} ${at}`, version)),
  );
}

/** An ECMAScript module with the same statements; of two exports of one name it has the first. */
export function asModule(text: string): string {
  const names = new Set<string>();
  const lines = text.split('\n').filter((line) => {
    const name = /^exports\.(\w+)/.exec(line)?.[1];
    if (name === undefined) return true;
    return !names.has(name) && names.add(name);
  });
  return lines
    .join('\n')
    .replaceAll(/^exports\.(\w+) = function/gm, 'export function $1')
    .replaceAll(/^exports\.(\w+) =/gm, 'export const $1 =')
    .replaceAll(/^require\((.*)\);/gm, 'export * from $1;');
}

/** A version of a package. Number 3 is 1.3.0. */
export function releaseIn(recipe: Recipe, version: number): Release {
  const { name, files, embeds, rows = 0, dependencies = {}, isModule = false } = recipe;
  const lib = files.map(
    (_, at) => [`lib/part${at}.js`, functionsIn(recipe, at, version).join('\n')] as const,
  );
  const embedded = embeds?.files.flatMap((_, at) => functionsIn(embeds, at)).join('\n');
  const table = Array.from({ length: rows }, (_, at) => `'${WORDS[at % WORDS.length]} ${at}': ${at}`);
  const texts = new Map<string, string>(lib);
  if (embedded) texts.set('lib/embedded.js', embedded);
  if (rows > 0) texts.set('lib/table.js', `exports.rows = { ${table.join(', ')} };`);
  const index = [
    ...[...texts.keys()].map((path) => `require('./${path}');`),
    ...Object.keys(dependencies).map((each) => `require('${each}');`),
    functionOf(`${name} entry`),
  ].join('\n');
  const all = [['index.js', index] as const, ...texts];
  const manifest = { name, version: `1.${version}.0`, main: 'index.js', dependencies };
  return {
    'package.json': JSON.stringify(isModule ? { ...manifest, type: 'module', module: 'index.js' } : manifest),
    ...Object.fromEntries(all.map(([path, text]) => [path, isModule ? asModule(text) : text])),
  };
}

/** Bundles and minifies an application's files and the releases that it has. */
export async function bundleReleases(
  application: Readonly<Record<string, string>>,
  releases: readonly Release[],
  format: 'cjs' | 'esm' = 'cjs',
): Promise<string> {
  const files = new Map(Object.entries(application));
  for (const release of releases) {
    const { name } = JSON.parse(release['package.json'] ?? '{}') as { name: string };
    for (const [path, text] of Object.entries(release)) files.set(`node_modules/${name}/${path}`, text);
  }
  const locate = (path: string, importer: string): string => {
    if (path.startsWith('.')) return posix.join(posix.dirname(importer), path);
    return files.has(path) ? path : `node_modules/${path}${path.endsWith('.js') ? '' : '/index.js'}`;
  };
  const { outputFiles } = await build({
    entryPoints: ['entry.js'],
    bundle: true,
    minify: true,
    platform: 'node',
    format,
    treeShaking: true,
    write: false,
    legalComments: 'none',
    logLevel: 'silent',
    plugins: [
      {
        name: 'releases',
        setup(bundler) {
          bundler.onResolve({ filter: /.*/ }, ({ path, importer }) => {
            const found = locate(path, importer);
            return files.has(found) ? { path: found, namespace: 'all' } : { path, external: true };
          });
          bundler.onLoad({ filter: /.*/, namespace: 'all' }, ({ path }) => ({
            contents: files.get(path) ?? '',
          }));
        },
      },
    ],
  });
  return outputFiles[0]?.text ?? '';
}

/** Code of the application that shares its words with the packages. */
export function ownCode(functions: number): string {
  return Array.from({ length: functions }, (_, at) => functionOf(`application ${at}`)).join('\n');
}
