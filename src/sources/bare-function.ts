import { ScanError, type Mount } from '../model/index.js';
import type { Draft } from './draft.js';
import { kindOf, realPathOf } from './host-files.js';
import type { Acquisition, BareFunction } from './source.js';

/**
 * Mounts of the layers that the command line names, in their order.
 * @throws ScanError `not-found` for a layer that does not exist.
 */
export async function mountBareLayers(draft: Draft, { layers = [] }: BareFunction): Promise<Mount[]> {
  const mounts: Mount[] = [];
  for (const hostPath of layers) {
    if ((await kindOf(hostPath)) === null) {
      throw new ScanError('not-found', `There is no layer at ${hostPath}.`, {
        hint: 'Give --layer the path of a layer archive or folder.',
      });
    }
    mounts.push({ artifact: await draft.addArtifact({ hostPath, kind: 'layer' }), path: '/opt' });
  }
  return mounts;
}

function unused(flag: string, value: string): ScanError {
  const message = `--${flag} ${value} is for an archive or folder without configuration, and no target is one.`;
  return new ScanError('usage', message, {
    hint: 'Scan the archive of the function itself, or leave the option out.',
  });
}

/**
 * Rejects a layer or a handler from the command line that no function uses, because nothing would check it.
 * @throws ScanError `usage`.
 */
export async function refuseUnused(
  { name, handler, layers = [] }: BareFunction,
  { functions, artifacts }: Acquisition,
): Promise<void> {
  if (artifacts.length === 0) return;
  const keys = new Set(artifacts.map(({ key }) => key));
  for (const layer of layers) if (!keys.has(await realPathOf(layer))) throw unused('layer', layer);
  if (handler !== undefined && !functions.some((fn) => fn.handler === handler))
    throw unused('handler', handler);
  if (name !== undefined && !functions.some((fn) => fn.name === name)) throw unused('name', name);
}
