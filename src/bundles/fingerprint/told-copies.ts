import type { Claim, OriginalFile, Testimony } from '../evidence.js';
import type { OwningPackage } from '../source-owner.js';
import { groupBy } from './group-by.js';

/** A copy of a package as evidence beside the code tells it. */
export interface ToldCopy {
  readonly owner: OwningPackage;
  /** Names of the packages that it imports; null when nothing says. */
  readonly imports: ReadonlySet<string> | null;
  readonly originals: readonly OriginalFile[];
  /** What its path or its manifest states. */
  readonly version: string | null;
}

/** What evidence beside the code says of a bundle. */
export interface Told {
  /** By folder. */
  readonly copies: ReadonlyMap<string, ToldCopy>;
  /** Whether that is all that there is: its code can only be of those. */
  readonly isWhole: boolean;
}

/** Evidence that says of so much of a text whose it is says it of all: the rest is the bundler's. */
const WHOLE = 0.9;

/** @param claims all of them. @param length of the text. */
export function toldBy(heard: readonly Testimony[], claims: readonly Claim[], length: number): Told {
  const imports = heard.flatMap((each) => each.imports);
  const importsOf = groupBy(imports, ({ from }) => [from.kind === 'package' ? from.folder : '']);
  const originalsOf = groupBy(
    heard.flatMap(({ originals }) => originals),
    ({ owner }) => [owner.folder],
  );
  const manifests = new Map(
    heard.flatMap(({ versions }) =>
      versions.flatMap(({ folder, method, version }) => (method === 'manifest' ? [[folder, version]] : [])),
    ),
  );
  const owners = new Map(
    heard.flatMap(({ mentions }) => mentions.map((mention) => [mention.package.folder, mention.package])),
  );
  const copies = new Map(
    [...owners].map(([folder, owner]): [string, ToldCopy] => [
      folder,
      {
        owner,
        imports:
          imports.length === 0 ? null : new Set((importsOf.get(folder) ?? []).map(({ to }) => to.name)),
        originals: originalsOf.get(folder) ?? [],
        version: owner.version ?? manifests.get(folder) ?? null,
      },
    ]),
  );
  const claimed = claims.reduce((sum, { start, end }) => sum + end - start, 0);
  return { copies, isWhole: claimed >= WHOLE * length || heard.some((each) => each.isWhole) };
}

/** Whether all is told, and what every copy was made from. */
export function hasOriginals({ copies, isWhole }: Told): boolean {
  return isWhole && [...copies.values()].every(({ originals }) => originals.length > 0);
}
