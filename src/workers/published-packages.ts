import type { Published, PublishedPackages } from '../detectors/index.js';
import { bytesInMemory, type FileTree, type Limits, type Origin } from '../files/index.js';
import type { Registry, RegistryOptions } from '../registry/index.js';
import type { Unpacked } from '../unpackers/index.js';

/** How published packages are reached from a worker; plain data. */
export interface VerifyOptions extends RegistryOptions {
  /** Ask for packages too that no lockfile shows to be the registry's. */
  readonly all: boolean;
}

/** The tarball's files without their first folder, whatever it is called: installers strip it. */
function withoutFirstFolder(tree: FileTree): FileTree {
  const inner = [...tree.files.values()].flatMap((file) => {
    const cut = file.path.indexOf('/');
    return cut < 0 ? [] : [{ outer: file.path, file: { ...file, path: file.path.slice(cut + 1) } }];
  });
  const paths = new Map(inner.map(({ outer, file }) => [file.path, outer]));
  const files = new Map(inner.map(({ file }) => [file.path, file]));
  return {
    files,
    links: new Map(),
    async read(path) {
      // A path that is not there has no outer one, and is missing there too.
      return { ...(await tree.read(paths.get(path) ?? '')), path };
    },
    async *readMany(wanted) {
      for (const path of wanted) yield await this.read(path);
    },
  };
}

type Unpack = (origin: Origin, limits: Limits) => Promise<Unpacked>;

/** Published packages as trees: downloaded by the registry, opened by our own unpackers under the same limits as everything. */
export function publishedPackages(
  registry: Registry,
  { all, limits, unpack }: { all: boolean; limits: Limits; unpack: Unpack },
): PublishedPackages {
  return {
    concurrency: registry.concurrency,
    mayAsk: (name, version, locked) => all || registry.isKnownThere(name, version, locked),
    async find(name, version): Promise<Published> {
      const answer = await registry.find(name, version);
      if (answer.state !== 'found') return answer;
      const bytes = bytesInMemory(answer.tarball);
      // No nested archive is opened: their bytes are compared.
      const { tree, problems } = await unpack(
        { kind: 'archive', name: `${name}-${version}.tgz`, bytes },
        { ...limits, maxNesting: 0 },
      );
      // A problem of a file that is there (an archive that is not opened, a name in two cases) hides none.
      const broken = problems.some(
        ({ affectsCompleteness, path }) => affectsCompleteness && !tree.files.has(path),
      );
      if (tree.files.size === 0 || broken)
        return { state: 'unavailable', reason: 'the published tarball cannot be read whole' };
      return { state: 'found', listed: answer.listed, tree: withoutFirstFolder(tree) };
    },
  };
}
