import type { Origin } from '../../files/index.js';
import { storedIn } from '../stored-bytes.js';
import { peekTarNames } from './tar-peek.js';
import { tarTree } from './tar-tree.js';
import type { Unpacker } from '../unpacker.js';

/** Includes compressions that are not supported, so that the problem names a tar archive and not an unknown format. */
const TAR_NAMES = /\.(?:tar|tgz|tbz2?|txz|tzst|tar\.[a-z0-9]{1,4})$/i;

function recognises(origin: Origin): boolean {
  if (origin.kind !== 'archive' || origin.bytes.size === 0) return false;
  return TAR_NAMES.test(origin.name) || peekTarNames(origin.bytes).length > 0;
}

/** tar (v7, ustar, GNU, pax), plain or gzipped, which includes npm tarballs. */
export const tar = {
  id: 'tar',
  title: 'tar archives',
  recognises,
  async unpack(origin, context) {
    if (origin.kind !== 'archive') throw new TypeError('a tar archive is a file');
    return tarTree(storedIn(origin.bytes), context);
  },
} satisfies Unpacker;
