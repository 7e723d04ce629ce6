import { build, type BuildOptions, type Metafile } from 'esbuild';
import { openBundle, type BundleContents } from '../../src/recognition/index.js';
import { memoryTree } from './memory-tree.js';
import { PROJECT } from './project-files.js';

/** A function that uses packages of every shape: CommonJS of many files, ESM that is shaken, with and without licence texts. */
const ENTRY = `
import semver from 'semver';
import { parse } from 'yaml';
import { z } from 'zod';
import Ajv from 'ajv';
import debug from 'debug';
import { FIRST } from './first.js';
export const handler = (event) => [semver.valid(event.v), parse(event.y), z.string().parse(event.s), new Ajv(), debug('x'), FIRST];
`;

export interface Built {
  /** Path → text: the bundle `out/index.js`, and its map when it has one of its own. */
  readonly files: Readonly<Record<string, string>>;
  readonly metafile: Metafile;
  /** Bytes that each package keeps. */
  readonly kept: ReadonlyMap<string, number>;
}

export function packageOfPath(path: string): string | null {
  const inside = path.split('node_modules/').at(-1);
  if (inside === undefined || inside === path) return null;
  return inside
    .split('/')
    .slice(0, inside.startsWith('@') ? 2 : 1)
    .join('/');
}

export async function esbuildBundle(options: BuildOptions): Promise<Built> {
  const { outputFiles, metafile } = await build({
    stdin: { contents: ENTRY, resolveDir: PROJECT, sourcefile: 'index.mjs' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    write: false,
    metafile: true,
    absWorkingDir: PROJECT,
    outfile: 'out/index.js',
    logLevel: 'silent',
    plugins: [
      {
        name: 'first-party',
        setup(bundler) {
          bundler.onResolve({ filter: /^\.\/first\.js$/ }, () => ({ path: `${PROJECT}first.js` }));
          bundler.onLoad({ filter: /\/first\.js$/ }, () => ({
            contents: 'export const FIRST = ["first", "é€𝄞"];',
          }));
        },
      },
    ],
    ...options,
  });
  const files = Object.fromEntries(
    (outputFiles ?? []).map(({ path, text }) => [path.slice(path.indexOf('out/')), text]),
  );
  const kept = new Map<string, number>();
  for (const [path, { bytesInOutput }] of Object.entries(metafile?.outputs['out/index.js']?.inputs ?? {})) {
    const name = packageOfPath(path);
    if (name !== null && bytesInOutput > 0) kept.set(name, (kept.get(name) ?? 0) + bytesInOutput);
  }
  return { files, metafile: metafile ?? { inputs: {}, outputs: {} }, kept };
}

/** Packages found in a bundle of some files. */
export function contentsOf(
  files: Readonly<Record<string, string>>,
  path = 'out/index.js',
): Promise<BundleContents> {
  return openBundle(path, Buffer.from(files[path] ?? ''), { tree: memoryTree(files) });
}

export function totalOf({ shares }: BundleContents): number {
  return shares.bundled + shares.firstParty + shares.generated + shares.unattributed;
}
