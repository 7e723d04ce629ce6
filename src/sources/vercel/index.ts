import { join } from 'node:path';
import { kindOf } from '../host-files.js';
import type { Source } from '../source.js';

/** `.vercel/output` of Vercel's Build Output API, version 3. https://vercel.com/docs/build-output-api */
export const vercel = {
  id: 'vercel',
  title: 'Vercel build output',
  folders: ['.vercel/output'],
  async recognises(target) {
    const { kind, hostPath } = target;
    if (kind !== 'directory' || (await kindOf(join(hostPath, 'functions'))) !== 'directory') return false;
    const { outputConfigOf } = await import('./output-config.js');
    const { config, refusal } = await outputConfigOf(target);
    return refusal || config !== null;
  },
  acquire: async (target) => (await import('./acquire.js')).acquire(target),
} satisfies Source;
