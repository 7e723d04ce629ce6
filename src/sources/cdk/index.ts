import { join, posix } from 'node:path';
import { kindOf, readTextFile, refusalOf } from '../host-files.js';
import type { Source } from '../source.js';

/** A CDK cloud assembly (`cdk.out`). https://docs.aws.amazon.com/cdk/v2/guide/deploy.html */
export const cdk = {
  id: 'cdk',
  title: 'AWS CDK cloud assembly',
  folders: ['cdk.out'],
  async recognises({ kind, hostPath, root, path }) {
    if (kind !== 'directory' || (await kindOf(join(hostPath, 'manifest.json'))) !== 'file') return false;
    // An assembly marks its own folder with a file named cdk.out.
    if ((await kindOf(join(hostPath, 'cdk.out'))) === 'file') return true;
    const read = await readTextFile(join(hostPath, 'manifest.json'), posix.join(path, 'manifest.json'), root);
    const { text } = read;
    if (text === undefined) return refusalOf(read);
    return /"(?:aws:cloudformation:stack|cdk:asset-manifest|cdk:tree)"/.test(text);
  },
  acquire: async (target) => (await import('./acquire.js')).acquire(target),
} satisfies Source;
