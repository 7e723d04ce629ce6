import { hasRecordedHash, normaliseName, pypi } from '../../ecosystems/index.js';
import { below, type FileTree } from '../../files/index.js';
import type { Distribution } from './distribution.js';
import { sourceOf } from './python-files.js';

/** Which package each file belongs to: the index of its distribution. */
export type FileOwners = ReadonlyMap<string, number>;

type Claims = Map<string, number[]>;

function claim(claims: Claims, path: string, owner: number): void {
  const owners = claims.get(path);
  if (!owners) claims.set(path, [owner]);
  else if (!owners.includes(owner)) owners.push(owner);
}

/** Names of the modules that a package without a list of files is likely to have. */
function guessedModules({ name, topLevel }: Distribution): readonly string[] {
  return topLevel.length > 0
    ? topLevel
    : [name, name.replaceAll('-', '_'), normaliseName(pypi.name, name).replaceAll('-', '_')];
}

/** Packages without a list of files, by the modules that they are likely to have. */
function guessesOf(distributions: readonly Distribution[]): ReadonlyMap<string, number> {
  const guesses = new Map<string, number>();
  for (const [index, found] of distributions.entries()) {
    if (found.recorded !== null || found.isEditable) continue;
    for (const module of guessedModules(found)) guesses.set(below(found.folder.site, module), index);
  }
  return guesses;
}

/** The package that is likely to have a file, by the folders above it and the file's own name. */
function guessedOwner(path: string, guesses: ReadonlyMap<string, number>): number | undefined {
  if (guesses.size === 0) return undefined;
  const own = guesses.get(path.replace(/\.(?:pyc?|so)$/, ''));
  if (own !== undefined) return own;
  for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) {
    const owner = guesses.get(path.slice(0, at));
    if (owner !== undefined) return owner;
  }
  return undefined;
}

function claimsOf(tree: FileTree, distributions: readonly Distribution[]): Claims {
  const claims: Claims = new Map();
  const byFolder = new Map(distributions.map(({ folder }, index) => [folder.path, index]));
  for (const [index, { recorded }] of distributions.entries())
    for (const path of recorded?.keys() ?? []) claim(claims, path, index);
  const guesses = guessesOf(distributions);
  for (const path of tree.files.keys()) {
    const ofFolder = metadataOwner(path, byFolder);
    const owner = ofFolder ?? (claims.has(path) ? undefined : guessedOwner(path, guesses));
    if (owner !== undefined) claims.set(path, [owner]);
  }
  return claims;
}

/** The package whose folder of metadata a file is in. */
function metadataOwner(path: string, byFolder: ReadonlyMap<string, number>): number | undefined {
  if (!/-info/i.test(path)) return undefined;
  for (let at = path.length; at > 0; at = path.lastIndexOf('/', at - 1)) {
    const owner = byFolder.get(path.slice(0, at));
    if (owner !== undefined) return owner;
  }
  return undefined;
}

/** Those of a file's claimants whose folder of modules is nearest to it: packages carry copies of others. */
function nearest(owners: readonly number[], distributions: readonly Distribution[]): number[] {
  const depth = (owner: number): number => distributions[owner]?.folder.site.length ?? 0;
  const deepest = Math.max(...owners.map(depth));
  return owners.filter((owner) => depth(owner) === deepest);
}

/** What reading the files that several packages of one folder claim has shown. */
export interface SettledOwners {
  readonly owners: FileOwners;
  /** Packages whose recorded files were all replaced by those of another release: an upgrade left their metadata behind. */
  readonly replaced: ReadonlySet<number>;
}

interface Contest {
  won: number;
  lost: number;
}

/** Finds the package of each file. A file that several list belongs to the one whose hash it has. */
export async function ownersOf(
  tree: FileTree,
  distributions: readonly Distribution[],
): Promise<SettledOwners> {
  const owners = new Map<string, number>();
  const contested = new Map<string, number[]>();
  for (const [path, claimants] of claimsOf(tree, distributions)) {
    const near = claimants.length === 1 ? claimants : nearest(claimants, distributions);
    const [first] = near;
    if (first !== undefined) owners.set(path, first);
    if (near.length > 1) contested.set(path, near);
  }
  const contests = distributions.map((): Contest => ({ won: 0, lost: 0 }));
  for await (const { path, bytes } of tree.readMany(contested.keys())) {
    if (!bytes) continue;
    const winner = settle(contested.get(path) ?? [], contests, recordedAs(path, bytes, distributions));
    if (winner !== undefined) owners.set(path, winner);
  }
  addCompiled(tree, owners);
  return { owners, replaced: replacedIn(distributions, contests) };
}

/** Whether the record of a package has the hash of a file. */
function recordedAs(path: string, bytes: Uint8Array, distributions: readonly Distribution[]) {
  return (owner: number): boolean => {
    const hash = distributions[owner]?.recorded?.get(path)?.hash;
    return typeof hash === 'string' && hasRecordedHash(bytes, hash);
  };
}

/** Counts which of the claimants have a file as it is. @returns the first of them. */
function settle(
  claimants: readonly number[],
  contests: readonly Contest[],
  isRecorded: (owner: number) => boolean,
): number | undefined {
  const winners = new Set(claimants.filter(isRecorded));
  if (winners.size === 0) return undefined;
  for (const owner of claimants) {
    const contest = contests[owner];
    if (contest) contest[winners.has(owner) ? 'won' : 'lost'] += 1;
  }
  return [...winners][0];
}

/** Compiled code belongs to the package of its source, which may have been removed. */
function addCompiled(tree: FileTree, owners: Map<string, number>): void {
  for (const path of tree.files.keys()) {
    const source = owners.has(path) ? null : sourceOf(path);
    const owner = source === null ? undefined : owners.get(source);
    if (owner !== undefined) owners.set(path, owner);
  }
}

/** Of several releases of one name in one folder, those that lost more files than they kept. */
function replacedIn(
  distributions: readonly Distribution[],
  contests: readonly Contest[],
): ReadonlySet<number> {
  const keyOf = ({ name, folder }: Distribution): string =>
    `${folder.site}\n${normaliseName(pypi.name, name)}`;
  const releases = new Map<string, number[]>();
  for (const [index, found] of distributions.entries())
    releases.set(keyOf(found), [...(releases.get(keyOf(found)) ?? []), index]);
  const several = [...releases.values()].filter(({ length }) => length > 1);
  return new Set(
    several.flatMap((indexes) => {
      const lost = indexes.filter((index) => (contests[index]?.lost ?? 0) > (contests[index]?.won ?? 0));
      return lost.length < indexes.length ? lost : [];
    }),
  );
}
