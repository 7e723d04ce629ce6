import type { Claim, Mention, Testimony } from './evidence.js';
import type { Owner, OwningPackage } from './source-owner.js';

/** Folders by package name. */
type Copies = Map<string, Set<string>>;

function copiesIn(testimony: Testimony): Copies {
  const copies: Copies = new Map();
  for (const { package: found } of testimony.mentions) noteCopy(copies, found);
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

/** The folder that stronger evidence has for a copy; its own when that knows none, or cannot tell which. */
function knownFolder({ name, folder }: OwningPackage, known: Copies, own: Copies): string {
  const folders = [...(known.get(name) ?? [])];
  const alike = folders.includes(folder) ? [folder] : folders.filter((each) => isSamePlace(each, folder));
  if (alike.length === 1) return alike[0] ?? folder;
  const isOnlyCopy = folders.length === 1 && own.get(name)?.size === 1;
  return (isOnlyCopy ? folders[0] : undefined) ?? folder;
}

/**
 * Makes several testimonies speak of the same copies: each kind of evidence spells the way to the project differently,
 * and comments name a package without its place. Strongest first, in and out.
 */
export function reconcile<T extends { readonly testimony: Testimony }>(heard: readonly T[]): T[] {
  const known: Copies = new Map();
  return heard.map((each) => {
    const { testimony } = each;
    const own = copiesIn(testimony);
    const folders = new Map<string, string>();
    for (const { package: found } of testimony.mentions)
      folders.set(found.folder, knownFolder(found, known, own));
    const renamed = (owner: OwningPackage): OwningPackage => {
      const folder = folders.get(owner.folder) ?? owner.folder;
      return folder === owner.folder ? owner : { ...owner, folder };
    };
    const owned = (owner: Owner): Owner => (owner.kind === 'package' ? renamed(owner) : owner);
    const mentions = testimony.mentions.map((mention): Mention => {
      const host = mention.host && { host: renamed(mention.host) };
      return { ...mention, package: renamed(mention.package), ...host };
    });
    for (const { package: found } of mentions) noteCopy(known, found);
    const claims = testimony.claims.map((claim): Claim => ({ ...claim, owner: owned(claim.owner) }));
    const amounts = testimony.amounts.map((amount) => ({ ...amount, owner: owned(amount.owner) }));
    const imports = testimony.imports.map(({ from, to }) => ({ from: owned(from), to: renamed(to) }));
    const versions = testimony.versions.map((stated) => {
      return { ...stated, folder: folders.get(stated.folder) ?? stated.folder };
    });
    const brackets = testimony.brackets.map((bracket) => {
      return { ...bracket, folder: folders.get(bracket.folder) ?? bracket.folder };
    });
    const originals = testimony.originals.map((file) => ({ ...file, owner: renamed(file.owner) }));
    const trueNames = testimony.trueNames.map((told) => {
      return { ...told, folder: folders.get(told.folder) ?? told.folder };
    });
    return {
      ...each,
      testimony: {
        ...testimony,
        mentions,
        claims,
        amounts,
        imports,
        versions,
        brackets,
        originals,
        trueNames,
      },
    };
  });
}
