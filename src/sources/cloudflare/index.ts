import type { Source } from '../source.js';
import { readmeName, scriptsIn } from './output-folder.js';

/** Output folder of `wrangler deploy --dry-run --outdir`: one bundled script. https://developers.cloudflare.com/workers/wrangler/bundling/ */
export const cloudflare = {
  id: 'cloudflare',
  title: 'Cloudflare Workers bundle',
  folders: ['dist'],
  async recognises(target) {
    if (target.kind !== 'directory') return false;
    return (await readmeName(target)) !== null && (await scriptsIn(target)).length > 0;
  },
  acquire: async (target) => (await import('./acquire.js')).acquire(target),
} satisfies Source;
