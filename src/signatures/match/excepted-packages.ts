import { ecosystemOf, isPopularName } from '../../ecosystems/index.js';
import { fitsName } from '../text/glob.js';
import type { Subject, SubjectPackage } from './subject.js';

/** Whether a package lies in a folder of its name, as npm installs it. Its manifest can hold any name. */
function isInItsPlace({ name, locations }: SubjectPackage): boolean {
  return locations.some(({ path }) => path === name || path.endsWith(`/${name}`));
}

/**
 * Whether a rule does not apply to a package by its name. A scope stands for the packages of it that are known: anybody can
 * invent another member.
 */
export function isExceptedPackage(
  { package: found }: Pick<Subject, 'package'>,
  names: readonly string[],
): boolean {
  if (!found || !fitsName(found.name, names)) return false;
  // Where no names are known, only the rule's own list is.
  if (!ecosystemOf(found.ecosystem)?.popularNames) return true;
  const isKnown = names.includes(found.name) || isPopularName(found.ecosystem, found.name);
  return isKnown && isInItsPlace(found);
}
