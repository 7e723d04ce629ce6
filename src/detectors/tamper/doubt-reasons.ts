import { gap, noteOf, type Reason } from './not-compared.js';
import type { Records } from './read-records.js';
import type { Doubt } from './recorded-changes.js';

type Source = Records['source'];

const REASONS: Readonly<Record<Doubt, (source: Source) => Reason>> = {
  unhashed: (source) =>
    noteOf(`${source} has no hash of some of their files; install them again with pip or uv`),
  weak: (source) => noteOf(`${source} has only weak hashes (MD5, SHA-1) of some files, which prove nothing`),
  stripped: (source) =>
    noteOf(`machine code is shorter than in ${source} and has no symbols, as strip leaves it`),
  moved: (source) =>
    noteOf(
      `commands start another Python than in ${source}, as installers and moved environments write them`,
    ),
  rebuilt: () => noteOf('Conda changes machine code after it wrote RECORD'),
  shortened: (source) =>
    gap(
      `nearly all sources are shorter than in ${source}, as minifiers leave them; deploy them as they were installed`,
    ),
  unread: () => gap('files could not be read; pack the artifact again from a fresh installation'),
};

/** What is said where a hash decides nothing. @param source the list that files are compared with. */
export function doubtReason(doubt: Doubt, source: Source): Reason {
  return REASONS[doubt](source);
}
