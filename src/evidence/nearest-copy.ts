import type { OwningPackage } from './source-owner.js';

/** The copy of a package that a module in a folder imports: the one in the nearest folder above it, or the only one. */
export function nearestCopy(copies: readonly OwningPackage[], folder: string): OwningPackage | undefined {
  const holderOf = (copy: OwningPackage): string => copy.folder.slice(0, -`node_modules/${copy.name}`.length);
  const above = copies
    .filter((copy) => `${folder}/`.startsWith(holderOf(copy)))
    .sort((a, b) => holderOf(b).length - holderOf(a).length);
  return above[0] ?? (copies.length === 1 ? copies[0] : undefined);
}
