import { readPackageList } from '../extractors/index.js';
import { ScanError } from '../model/index.js';
import { packagesFile } from './schema.js';

/** Versions to index, by package. */
export type WantedPackages = ReadonlyMap<string, readonly string[]>;

/**
 * Reads a file of names and versions.
 * @throws ScanError when it is none.
 */
export function readPackagesFile(path: string, bytes: Uint8Array): WantedPackages {
  try {
    return new Map(Object.entries(packagesFile.parse(JSON.parse(new TextDecoder().decode(bytes)))));
  } catch (cause) {
    throw new ScanError('usage', `${path} names no packages.`, {
      hint: 'Write it as JSON: { "name": ["1.0.0", "1.1.0"] }.',
      cause,
    });
  }
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
