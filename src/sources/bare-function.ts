import { ScanError, type Mount } from '../model/index.js';
import type { Draft } from './draft.js';
import { kindOf } from './host-files.js';
import type { BareFunction } from './source.js';

/**
 * The layers that the command line names, as mounts in their order.
 * @throws ScanError `not-found` for one that is not there.
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
