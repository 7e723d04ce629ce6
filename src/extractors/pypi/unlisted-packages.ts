import { normaliseName, purlOf, pypi } from '../../ecosystems/index.js';
import { below, type FileTree } from '../../files/index.js';
import type { Confidence, Evidence, Package } from '../../model/index.js';
import type { ReleaseSource } from '../extractor.js';
import type { FileOwners } from './file-owners.js';
import { startOf } from './own-code.js';
import { rootId } from './package-rows.js';
import { unlistedCopies, type UnlistedCopy } from './unlisted-copies.js';
import { vendoredLibraries } from './vendored-libraries.js';

/** A package without metadata that its files name, or at least those of its libraries. */
export type UnlistedPackage = Omit<UnlistedCopy, 'by'> & {
  /** `libraries`: only the folder of its libraries names it. */
  readonly by: UnlistedCopy['by'] | 'libraries';
};

function isAt(site: string, name: string) {
  return (found: { readonly site: string; readonly name: string }): boolean =>
    found.site === site && normaliseName(pypi.name, found.name) === name;
}

/** Packages without metadata. @param open absent: nothing is known of published files. */
export async function findUnlisted(
  tree: FileTree,
  owners: FileOwners,
  open: ReleaseSource | undefined,
): Promise<UnlistedPackage[]> {
  const copies: UnlistedPackage[] = await unlistedCopies(tree, owners, open);
  const others = vendoredLibraries(tree, owners).filter(({ site, name }) => !copies.some(isAt(site, name)));
  return [
    ...copies,
    ...others.map(({ name, site, files }): UnlistedPackage => ({
      name,
      site,
      files,
      equal: 0,
      total: files.length,
      candidates: [],
      by: 'libraries',
    })),
  ];
}

/** The packages without metadata that have a folder right where imports start, by that folder. */
function foldersOf(unlisted: readonly UnlistedPackage[]): ReadonlyMap<string, number> {
  const folders = new Map<string, number>();
  for (const [index, { site, files }] of unlisted.entries())
    for (const path of files) {
      const rest = site === '' ? path : path.slice(site.length + 1);
      const [top = ''] = rest.split('/', 1);
      if (top !== rest) folders.set(below(site, top), index);
    }
  return folders;
}

/** For each of some folders of modules that lies in a package without metadata, that package: the nearest. */
export function carriersAmong(
  unlisted: readonly UnlistedPackage[],
  sites: readonly string[],
): ReadonlyMap<number, number> {
  const folders = foldersOf(unlisted);
  const carriers = new Map<number, number>();
  for (const [index, site] of sites.entries())
    for (let at = site.length; at > 0; at = site.lastIndexOf('/', at - 1)) {
      const carrier = folders.get(site.slice(0, at));
      if (carrier === undefined) continue;
      carriers.set(index, carrier);
      break;
    }
  return carriers;
}

export function unlistedId({ site, name }: UnlistedPackage): string {
  return `pypi:${site}#${name}`;
}

function evidenceOf({ by, equal, total, files, candidates }: UnlistedPackage): Evidence {
  const path = files[0] ?? '';
  if (by === 'libraries')
    return { method: 'fingerprint', path, detail: 'a folder of libraries is named by the package' };
  const share = `${equal} of ${total} files are as published`;
  if (by === 'text')
    return { method: 'version-string', path, detail: `${share}; the version is in its code` };
  if (by === 'files') return { method: 'fingerprint', path, detail: share };
  const detail = candidates.length > 0 ? `${share}: near these versions` : share;
  return { method: 'fingerprint', path, detail };
}

function confidenceIn({ by, equal }: UnlistedPackage): Confidence {
  if (by === 'files') return 'high';
  return by === 'near' && equal === 0 ? 'low' : 'medium';
}

/** Only what all files agree on, or what the code itself says, is the version. */
function versionFields(found: UnlistedPackage): Pick<Package, 'versionState' | 'version' | 'candidates'> {
  const [version = null] = found.candidates;
  if (version === null) return { versionState: 'unknown', version, candidates: [] };
  const isExact = found.candidates.length === 1 && found.by !== 'near';
  return isExact
    ? { versionState: 'exact', version, candidates: [] }
    : { versionState: 'set', version: null, candidates: found.candidates };
}

/** Rows of packages without metadata. Lists are by the package's index. */
export function unlistedRows(
  unlisted: readonly UnlistedPackage[],
  {
    places,
    required,
  }: { readonly places: readonly (readonly string[])[]; readonly required: ReadonlySet<string> | null },
): Package[] {
  const carriers = carriersAmong(
    unlisted,
    unlisted.map(({ site }) => site),
  );
  return unlisted.map((found, index): Package => {
    const { name, site } = found;
    const fields = versionFields(found);
    const carrier = unlisted[carriers.get(index) ?? -1];
    // Copies in folders of the application are not where imports of a package start.
    const isInstalled = !carrier && (site === '' || startOf(below(site, name)) === site);
    return {
      id: unlistedId(found),
      purl: purlOf(pypi.name, name, fields.version),
      ecosystem: pypi.name,
      name,
      ...fields,
      presence: isInstalled ? 'installed' : 'vendored',
      basis: 'located',
      root: rootId(site),
      direct: isInstalled && required ? required.has(normaliseName(pypi.name, name)) : null,
      alias: null,
      origin: 'unknown',
      vendoredIn: carrier ? unlistedId(carrier) : null,
      locations: (places[index] ?? []).map((path) => ({ path })),
      bytes: 0,
      dependencies: [],
      unresolved: [],
      extraneous: false,
      licenses: [],
      evidence: [evidenceOf(found)],
      confidence: confidenceIn(found),
    };
  });
}
