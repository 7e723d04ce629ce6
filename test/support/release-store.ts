import { createHash } from 'node:crypto';
import {
  composeReleaseStore,
  openReleaseStore,
  type PackageReleases,
  type ReleaseFacts,
  type ReleaseStore,
} from '../../src/release-files/index.js';
import { pep440 } from '../../src/versions/index.js';

/** Sources of a release by path; a text ending in `.so` is the identity of a native module. */
export type MadeRelease = Readonly<Record<string, string>>;

export interface MadeReleases {
  readonly releases: Readonly<Record<string, MadeRelease>>;
  /** Versions whose files are not known. */
  readonly others?: readonly string[];
}

function factsOf(files: MadeRelease): ReleaseFacts {
  const all = Object.entries(files);
  const sources = all.filter(([path]) => path.endsWith('.py'));
  const native = all.filter(([path]) => path.endsWith('.so'));
  return {
    sources: Object.fromEntries(
      sources.map(([path, text]) => {
        const hash = createHash('sha256').update(text).digest('hex').slice(0, 16);
        return [path, [hash, Buffer.byteLength(text)] as const];
      }),
    ),
    modules: native.map(([path]) => path),
    libraries: all.map(([path]) => path).filter((path) => path.includes('.libs/')),
    texts: Object.fromEntries(sources),
    identities: Object.fromEntries(native.map(([path, identity]) => [path, [identity]])),
  };
}

function releasesOf(name: string, { releases, others = [] }: MadeReleases): PackageReleases {
  const published = [...Object.keys(releases), ...others].sort((a, b) => pep440.compare(a, b) ?? 0);
  return {
    name,
    published,
    releases: published.flatMap((version) => {
      const files = releases[version];
      return files ? [{ version, facts: factsOf(files) }] : [];
    }),
  };
}

/** A store of published releases. */
export function releaseStoreOf(packages: Readonly<Record<string, MadeReleases>>): ReleaseStore {
  return openReleaseStore(
    composeReleaseStore(Object.entries(packages).map(([name, made]) => releasesOf(name, made))),
  );
}
