import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { toolFile } from '../folders.mjs';
import { outputName, traitsOf } from './variants.mjs';

const BUN = toolFile('@oven/bun-linux-x64-baseline/bin/bun');

/** Bun's bundler has no older target and no choice of main fields. https://bun.com/docs/bundler */
function buildWithBun({ folder, entry, missing }, variant) {
  const { minify, format } = traitsOf(variant);
  const out = mkdtempSync(join(folder, 'bun-'));
  try {
    const file = join(out, outputName(variant));
    const metafile = join(out, 'meta.json');
    const args = [
      'build',
      entry,
      `--outdir=${out}`,
      `--entry-naming=${outputName(variant)}`,
      `--metafile=${metafile}`,
      '--target=node',
      `--format=${format}`,
      '--sourcemap=external',
      ...(minify ? ['--minify'] : []),
      ...missing.flatMap((name) => ['--external', name]),
    ];
    execFileSync(BUN, args, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
    return {
      files: [
        {
          name: outputName(variant),
          code: readFileSync(file, 'utf8'),
          map: readFileSync(`${file}.map`, 'utf8'),
        },
      ],
      metadata: { name: 'meta.json', value: JSON.parse(readFileSync(metafile, 'utf8')) },
    };
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

export const bun = { id: 'bun', variants: ['plain', 'minified', 'esm'], build: buildWithBun };
