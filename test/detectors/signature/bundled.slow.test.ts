import { fileURLToPath } from 'node:url';
import { posix } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { detect } from '../../../src/detectors/index.js';
import { type SignatureFile } from '../../../src/signatures/index.js';
import { NO_INVENTORY } from '../../../src/model/index.js';
import { completeSet, loadSignatures } from '../../../src/signatures/index.js';
import { memoryTree } from '../../support/memory-tree.js';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const loaded = await loadSignatures(fileURLToPath(new URL('../../../signatures', import.meta.url)));
const { files } = loaded;
const signatures = completeSet(loaded);

/** Packages around: with templates, patterns and settings among them. */
const INNOCENT = ['yaml', 'marked', 'debug', 'semver'];

type Example = SignatureFile['examples']['bad'][number];

const OPTIONS = { bundle: true, minify: true, platform: 'node', write: false, logLevel: 'silent' } as const;

/** A module of an example and the example's other modules, as one file minified by esbuild; packages stay outside. */
async function bundle(contents: string, { files: others }: Example): Promise<string> {
  const siblings: Plugin = {
    name: 'siblings',
    setup(building) {
      building.onResolve({ filter: /^\./ }, ({ path: specifier }) => {
        const path = posix.join(specifier);
        const found = [path, `${path}.js`, `${path}/index.js`].find(
          (name) => typeof others[name] === 'string',
        );
        // What an example leaves out is loaded at run time.
        return found === undefined
          ? { path: specifier, external: true }
          : { path: found, namespace: 'example' };
      });
      building.onLoad({ filter: /./, namespace: 'example' }, ({ path }) => ({
        contents: others[path] as string,
        resolveDir: ROOT,
      }));
    },
  };
  const { outputFiles } = await build({
    ...OPTIONS,
    packages: 'external',
    format: 'esm',
    plugins: [siblings],
    stdin: { contents, resolveDir: ROOT },
  });
  return outputFiles[0]?.text ?? '';
}

const innocent = build({
  ...OPTIONS,
  format: 'iife',
  stdin: {
    contents: INNOCENT.map((name, at) => `import * as p${at} from '${name}';console.log(p${at});`).join(''),
    resolveDir: ROOT,
  },
}).then(({ outputFiles }) => outputFiles[0]?.text ?? '');

async function serious(text: string): Promise<readonly string[]> {
  const tree = memoryTree({ 'index.js': text });
  const { findings } = await detect({ tree, inventory: NO_INVENTORY, signatures });
  return findings.filter(({ severity }) => severity !== 'low').map(({ rule }) => rule);
}

/** A rule's examples that a bundler can read, by each of their modules. */
function modulesOf({ examples }: SignatureFile): readonly (readonly [string, Example])[] {
  return examples.bad.flatMap((example) =>
    Object.entries(example.files).flatMap(([path, content]) =>
      /\.[cm]?js$/.test(path) && typeof content === 'string' ? [[content, example] as const] : [],
    ),
  );
}

/** Rules that look for text which a minifier removes or a bundler resolves. */
const LOST = new Set([
  'code/off-screen',
  'code/packed-code',
  'code/invisible-name',
  'code/reordered-text',
  'code/obfuscated-names',
  'code/imports-data',
  'code/character-codes',
  'code/gives-away-require',
  'code/split-names',
  // A bundler gives `module` and `require` other names.
  'code/hidden-require',
  'code/loads-decoded',
]);

const bundled = files.filter(
  ({ id, kind, applies, severity }) =>
    id.startsWith('code/') &&
    kind !== 'signal' &&
    applies.to === 'any' &&
    applies.files.some((glob) => glob.endsWith('.js')) &&
    severity !== 'low' &&
    !LOST.has(id),
);

describe('in a minified bundle', () => {
  it.each(bundled.map((file) => [file.id, file] as const))('%s', async (id, file) => {
    const around = await innocent;
    const found = await Promise.all(
      modulesOf(file).map(async (module) => serious(`${around}${await bundle(...module)}${around}`)),
    );
    expect(found.flat()).toContain(id);
  });

  it('harmless packages have no findings', async () => {
    expect(await serious(await innocent)).toEqual([]);
  });
});
