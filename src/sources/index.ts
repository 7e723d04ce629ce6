import { acquireFrom } from './acquire.js';
import { azure } from './azure/index.js';
import { cdk } from './cdk/index.js';
import { cloudflare } from './cloudflare/index.js';
import { gcf } from './gcf/index.js';
import { local } from './local/index.js';
import { netlify } from './netlify/index.js';
import { sam } from './sam/index.js';
import { serverless } from './serverless/index.js';
import type { Acquisition, BareFunction, Source } from './source.js';
import { terraform } from './terraform/index.js';
import { vercel } from './vercel/index.js';

export type { Acquisition, ArtifactReference, BareFunction, Source, Target } from './source.js';

/** In the order they are asked; `local` is last, it takes whatever is left. */
export const SOURCES: readonly Source[] = [
  cdk,
  serverless,
  sam,
  terraform,
  vercel,
  netlify,
  cloudflare,
  azure,
  gcf,
  local,
];

/**
 * Finds the functions and artifacts that the targets hold.
 * @param targets paths or patterns (`*`, `**`, `?`), from `cwd`.
 * @returns an empty acquisition with a Problem that says what was looked for where nothing was found.
 * @throws ScanError `not-found` for a target that does not exist.
 */
export async function acquire(
  targets: readonly string[],
  bare: BareFunction,
  cwd: string,
): Promise<Acquisition> {
  return acquireFrom(SOURCES, targets, { bare, cwd });
}
