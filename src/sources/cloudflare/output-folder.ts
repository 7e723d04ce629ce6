import { join } from 'node:path';
import { namesIn, readTextFile } from '../host-files.js';
import type { Target } from '../source.js';

/** Matches the README that wrangler writes into an output folder, and captures the worker's name. */
const README = /built output assets for the worker "([^"\n]{1,255})"/;

export async function readmeName({ hostPath, root }: Target): Promise<string | null> {
  const { text } = await readTextFile(join(hostPath, 'README.md'), 'README.md', root);
  return README.exec(text ?? '')?.[1] ?? null;
}

export async function scriptsIn({ hostPath }: Target): Promise<readonly string[]> {
  return (await namesIn(hostPath)).filter((name) => /\.m?js$/.test(name));
}
