import { join } from 'node:path';
import { kindOf, namesIn } from '../host-files.js';
import type { Source } from '../source.js';
import { CONFIGURATION, STATE, TEMPLATE } from './file-names.js';

/** `.serverless`, the output folder of the Serverless Framework. https://www.serverless.com/framework/docs/providers/aws/guide/packaging */
export const serverless = {
  id: 'serverless',
  title: 'Serverless Framework package',
  folders: ['.serverless'],
  async recognises({ kind, hostPath }) {
    if (kind !== 'directory') return false;
    return (
      (await kindOf(join(hostPath, STATE))) === 'file' || (await kindOf(join(hostPath, TEMPLATE))) === 'file'
    );
  },
  acquire: async (target) => (await import('./acquire.js')).acquire(target),
  async advise({ kind, hostPath }) {
    const isProject =
      kind === 'directory' && (await namesIn(hostPath)).some((name) => CONFIGURATION.test(name));
    return isProject ? 'Run "serverless package" there: it writes the packages to .serverless.' : null;
  },
} satisfies Source;
