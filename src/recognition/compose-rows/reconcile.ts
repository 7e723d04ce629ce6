import type { Claim, Mention, BuildEvidence, Owner, OwningPackage } from '../../evidence/index.js';

/** Package name → folders. */
type Copies = Map<string, Set<string>>;

function copiesIn({ mentions }: BuildEvidence): Copies {
  const copies: Copies = new Map();
  for (const { package: found } of mentions) noteCopy(copies, found);
  return copies;
}

function noteCopy(copies: Copies, { name, folder }: OwningPackage): void {
  const known = copies.get(name);
  if (known) known.add(folder);
  else copies.set(name, new Set([folder]));
}

function isSamePlace(a: string, b: string): boolean {
  return a === b || a.endsWith(`/${b}`) || b.endsWith(`/${a}`);
}

/** The folder that stronger evidence has for a copy; the copy's own if there is none, or if several are possible. */
function knownFolder({ name, folder }: OwningPackage, known: Copies, own: Copies): string {
  const folders = [...(known.get(name) ?? [])];
  const alike = folders.includes(folder) ? [folder] : folders.filter((each) => isSamePlace(each, folder));
  if (alike.length === 1) return alike[0] ?? folder;
  const isOnlyCopy = folders.length === 1 && own.get(name)?.size === 1;
  return (isOnlyCopy ? folders[0] : undefined) ?? folder;
}

/** Evidence with the folders of its copies replaced. @param folders old folder → new folder. */
function inFolders<E extends BuildEvidence>(evidence: E, folders: ReadonlyMap<string, string>): E {
  const folderOf = (folder: string): string => folders.get(folder) ?? folder;
  const renamed = (owner: OwningPackage): OwningPackage => {
    const folder = folderOf(owner.folder);
    return folder === owner.folder ? owner : { ...owner, folder };
  };
  const owned = (owner: Owner): Owner => (owner.kind === 'package' ? renamed(owner) : owner);
  const inFolder = <T extends { readonly folder: string }>(each: T): T => ({
    ...each,
    folder: folderOf(each.folder),
  });
  const mentions = evidence.mentions.map((mention): Mention => {
    const host = mention.host && { host: renamed(mention.host) };
    return { ...mention, package: renamed(mention.package), ...host };
  });
  return {
    ...evidence,
    mentions,
    claims: evidence.claims.map((claim): Claim => ({ ...claim, owner: owned(claim.owner) })),
    amounts: evidence.amounts.map((amount) => ({ ...amount, owner: owned(amount.owner) })),
    imports: evidence.imports.map(({ from, to }) => ({ from: owned(from), to: renamed(to) })),
    versions: evidence.versions.map(inFolder),
    candidateVersions: evidence.candidateVersions.map(inFolder),
    originals: evidence.originals.map((file) => ({ ...file, owner: renamed(file.owner) })),
    trueNames: evidence.trueNames.map(inFolder),
  };
}

/**
 * Makes all evidence use the same folder for the same copy: kinds of evidence write the path to the project differently, and comments
 * name a package without its folder. Strongest first, in and out.
 */
export function reconcile<E extends BuildEvidence>(evidence: readonly E[]): E[] {
  const known: Copies = new Map();
  return evidence.map((each) => {
    const own = copiesIn(each);
    const folders = new Map(
      each.mentions.map(({ package: found }) => [found.folder, knownFolder(found, known, own)]),
    );
    const renamed = inFolders(each, folders);
    for (const { package: found } of renamed.mentions) noteCopy(known, found);
    return renamed;
  });
}
