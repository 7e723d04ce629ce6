import { field, parseJson } from '../../templates/index.js';
import { openCodePackage } from '../code-package.js';
import type { Source } from '../source.js';

/**
 * A deployable Azure Functions app, as a folder or zip: one artifact with many functions.
 * https://learn.microsoft.com/azure/azure-functions/functions-reference
 */
export const azure = {
  id: 'azure',
  title: 'Azure Functions package',
  folders: [],
  async recognises(target) {
    const code = await openCodePackage(target);
    const host = code?.names.has('host.json') ? await code.read('host.json') : null;
    return host !== null && field(parseJson(host, 'host.json').data, 'version') !== undefined;
  },
  acquire: async (target) => (await import('./acquire.js')).acquire(target),
} satisfies Source;
