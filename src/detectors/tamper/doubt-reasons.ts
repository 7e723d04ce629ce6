import { gap, noteOf, type Reason } from './not-compared.js';
import type { Records } from './read-records.js';
import type { Doubt } from './recorded-changes.js';

/** What is said where a hash decides nothing. @param source the list that files are compared with. */
export function doubtReason(doubt: Doubt, source: Records['source']): Reason {
  switch (doubt) {
    case 'unhashed':
      return noteOf(`${source} has no hash of some of their files; install them again with pip or uv`);
    case 'weak':
      return noteOf(`${source} has only weak hashes (MD5, SHA-1) of some files, which prove nothing`);
    case 'stripped':
      return noteOf(`machine code is shorter than in ${source} and has no symbols, as strip leaves it`);
    case 'moved':
      return noteOf(
        `commands start another Python than in ${source}, as installers and moved environments write them`,
      );
    case 'rebuilt':
      return noteOf(`Conda changes machine code after it wrote RECORD`);
    case 'shortened':
      return gap(
        `nearly all sources are shorter than in ${source}, as minifiers leave them; deploy them as they were installed`,
      );
    case 'unread':
      return gap('files could not be read; pack the artifact again from a fresh installation');
  }
}
