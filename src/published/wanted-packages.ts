import { readPackageList } from '../extractors/index.js';
import { ScanError } from '../model/index.js';

/** Versions to index, by package; none: its versions are listed, its code is not indexed. */
export type WantedPackages = ReadonlyMap<string, readonly string[]>;

function isVersionList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((version) => typeof version === 'string');
}

/**
 * Reads a file that names packages and versions: `{ "name": ["1.0.0", …] }`.
 * @throws ScanError for another file.
 */
export function readPackagesFile(path: string, bytes: Uint8Array): WantedPackages {
  const unreadable = (cause?: unknown): ScanError =>
    new ScanError('usage', `${path} names no packages.`, {
      hint: 'Write it as JSON: { "name": ["1.0.0", "1.1.0"] }.',
      cause,
    });
  let named: unknown;
  try {
    named = JSON.parse(new TextDecoder().decode(bytes));
  } catch (cause) {
    throw unreadable(cause);
  }
  if (typeof named !== 'object' || named === null || Array.isArray(named)) throw unreadable();
  return new Map(
    Object.entries(named).map(([name, versions]: [string, unknown]) => {
      if (!isVersionList(versions)) throw unreadable();
      return [name, versions];
    }),
  );
}

/**
 * Every version that a lockfile or an SBOM names.
 * @throws ScanError when nothing of it can be read.
 */
export function readLockedPackages(path: string, bytes: Uint8Array): WantedPackages {
  const { packages, problems } = readPackageList(path, bytes);
  const [problem] = problems;
  if (packages.length === 0 && problem)
    throw new ScanError('usage', `${path}: ${problem.message}`, {
      hint: 'Name a lockfile or an SBOM in JSON.',
    });
  const wanted = new Map<string, Set<string>>();
  for (const { name, version } of packages)
    if (version !== null) wanted.set(name, (wanted.get(name) ?? new Set()).add(version));
  return new Map([...wanted].map(([name, versions]) => [name, [...versions]]));
}
