import { isPopularName, pypi } from '../ecosystems/index.js';
import type { PublishedFiles, PublishedWheels } from '../detectors/index.js';
import { bytesInMemory, type Limits } from '../files/index.js';
import type { PythonIndex } from '../published/index.js';
import { unpack } from '../unpackers/index.js';

/** Published wheels as trees: downloaded from an index, opened under the same limits as everything. */
export function publishedWheels(
  index: PythonIndex,
  { all, limits }: { readonly all: boolean; readonly limits: Limits },
): PublishedWheels {
  return {
    concurrency: index.concurrency,
    // Everybody knows these names: to send them tells nothing.
    mayRequest: (name) => all || isPopularName(pypi.name, name),
    async find(name, version, tags): Promise<PublishedFiles> {
      const answer = await index.find(name, version, tags);
      if (answer.state !== 'found') return answer;
      const bytes = bytesInMemory(Buffer.from(answer.wheel));
      const { tree, problems } = await unpack({ kind: 'archive', name: answer.name, bytes }, limits);
      if (tree.files.size > 0 && !problems.some(({ affectsCompleteness }) => affectsCompleteness))
        return { state: 'found', name: answer.name, tree };
      const reason = 'the published wheel cannot be read completely; compare it by hand (pip download)';
      return { state: 'unavailable', reason };
    },
  };
}
