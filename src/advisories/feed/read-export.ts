import { basename } from 'node:path';
import { DEFAULT_LIMITS, openByteSource, type Limits } from '../../files/index.js';
import { ScanError } from '../../model/index.js';
import { unpack } from '../../unpackers/index.js';

/** An entry of an export: its bytes, or why they could not be read. */
export type ExportRecord =
  { readonly name: string; readonly bytes: Uint8Array } | { readonly name: string; readonly reason: string };

/** An export is wider than any function: hundreds of thousands of small records that compress well. */
const EXPORT_LIMITS: Limits = {
  ...DEFAULT_LIMITS,
  maxInflatedBytes: 8 * 1024 ** 3,
  maxEntries: 3_000_000,
  maxRatio: 2000,
  maxNesting: 0,
};

/**
 * The records of an OSV export's `all.zip`, in any order, one in memory at a time.
 * @throws ScanError `data` when it is no archive that can be read whole.
 */
export async function* readExport(archivePath: string): AsyncIterable<ExportRecord> {
  const name = basename(archivePath);
  const { tree, problems } = await unpack(
    { kind: 'archive', name, bytes: openByteSource(archivePath) },
    EXPORT_LIMITS,
  );
  const problem = problems.find(({ affectsCompleteness }) => affectsCompleteness);
  if (problem) {
    throw new ScanError('data', `${archivePath} cannot be read: ${problem.message}`, {
      hint: 'Run the update again.',
    });
  }
  for await (const { path, bytes, problem: unread } of tree.readMany(tree.files.keys())) {
    if (!path.endsWith('.json')) continue;
    yield bytes ? { name: path, bytes } : { name: path, reason: unread.message };
  }
}
