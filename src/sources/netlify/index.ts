import { basename, dirname, join } from 'node:path';
import { kindOf } from '../host-files.js';
import type { Source } from '../source.js';
import { MANIFEST } from './manifest-name.js';

function isFunctionsFolder(hostPath: string): boolean {
  return basename(hostPath) === 'functions' && basename(dirname(hostPath)) === '.netlify';
}

/** `.netlify/functions`: zips or folders, and a manifest. https://docs.netlify.com/build/functions/overview/ */
export const netlify = {
  id: 'netlify',
  title: 'Netlify functions',
  folders: ['.netlify/functions'],
  async recognises(target) {
    if (target.kind !== 'directory') return false;
    if (isFunctionsFolder(target.hostPath)) return true;
    if ((await kindOf(join(target.hostPath, MANIFEST))) !== 'file') return false;
    return (await import('./manifest.js')).listsFunctions(target);
  },
  acquire: async (target) => (await import('./acquire.js')).acquire(target),
} satisfies Source;
