import { ecosystemOf, isPopularName } from '../ecosystems/index.js';
import type { SubjectPackage } from './match/subject.js';
import { fitsName } from './text/glob.js';

/** Whether a package lies in a folder of its name, as npm installs it. Its manifest can hold any name. */
function isInItsPlace({ name, locations }: SubjectPackage): boolean {
  return locations.some(({ path }) => path === name || path.endsWith(`/${name}`));
}

/**
 * Whether a rule does not apply to a package by its name. A scope stands for the packages of it that are known: anybody can
 * invent another member.
 */
export function isExceptedPackage(
  { package: found }: { readonly package: SubjectPackage | null },
  names: readonly string[],
): boolean {
  if (!found || !fitsName(found.name, names)) return false;
  // Where no names are known, only the rule's own list is.
  if (!ecosystemOf(found.ecosystem)?.popularNames) return true;
  const isKnown = names.includes(found.name) || isPopularName(found.ecosystem, found.name);
  return isKnown && isInItsPlace(found);
}
