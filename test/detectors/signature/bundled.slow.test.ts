import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
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

const OPTIONS = { bundle: true, minify: true, platform: 'node', write: false, logLevel: 'silent' } as const;

/** Packages that examples load and this project has not. */
const EXTERNAL = ['axios', 'stripe'];

/** A module and its imports, as one file minified by esbuild. */
async function bundle(contents: string, format: 'iife' | 'esm' = 'esm'): Promise<string> {
  const { outputFiles } = await build({
    ...OPTIONS,
    external: EXTERNAL,
    format,
    stdin: { contents, resolveDir: ROOT },
  });
  return outputFiles[0]?.text ?? '';
}

const innocent = bundle(
  INNOCENT.map((name, at) => `import * as p${at} from '${name}';console.log(p${at});`).join(''),
  'iife',
);

async function serious(text: string): Promise<readonly string[]> {
  const tree = memoryTree({ 'index.js': text });
  const { findings } = await detect({ tree, inventory: NO_INVENTORY, signatures });
  return findings.filter(({ severity }) => severity !== 'low').map(({ rule }) => rule);
}

/** A rule's examples that a bundler can read. */
function modulesOf({ examples }: SignatureFile): readonly string[] {
  return examples.bad.flatMap((example) =>
    Object.entries(example.files).flatMap(([path, content]) =>
      /\.[cm]?js$/.test(path) && typeof content === 'string' ? [content] : [],
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
      modulesOf(file).map(async (module) => serious(`${around}${await bundle(module)}${around}`)),
    );
    expect(found.flat()).toContain(id);
  });

  it('harmless packages have no findings', async () => {
    expect(await serious(await innocent)).toEqual([]);
  });
});
