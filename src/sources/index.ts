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

/** In order of precedence. `local` is last, because it accepts any target. */
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
 * Finds the functions and artifacts of the targets.
 * @param targets paths or patterns (`*`, `**`, `?`), relative to `cwd`.
 * @returns an empty acquisition, with a Problem that states what was searched for, when nothing was found.
 * @throws ScanError `not-found` for a target that does not exist.
 */
export async function acquire(
  targets: readonly string[],
  bare: BareFunction,
  cwd: string,
): Promise<Acquisition> {
  return acquireFrom(SOURCES, targets, { bare, cwd });
}
