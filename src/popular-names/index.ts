import { KNOWN_NAMES, TARGET_NAMES } from './popular-names.js';

export { KNOWN_NAMES, TARGET_NAMES, TRUSTED_SCRIPT_NAMES } from './popular-names.js';

let popular: ReadonlySet<string> | undefined;

/** Whether a million downloads a week or 500 dependents make a package popular. @param ecosystem OSV's name; only npm's packages are known. */
export function isPopularName(ecosystem: string, name: string): boolean {
  if (ecosystem !== 'npm') return false;
  popular ??= new Set(`${TARGET_NAMES} ${KNOWN_NAMES}`.trim().split(/\s+/));
  return popular.has(name);
}
