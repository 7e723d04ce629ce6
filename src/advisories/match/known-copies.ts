import { isPopularName } from '../../ecosystems/index.js';
import { listed, type Package, type Problem } from '../../model/index.js';
import type { AdvisoryStore } from '../store.js';

/** Folders that a question names; the rest is counted. */
const SHOWN_FOLDERS = 5;
/** Characters of a folder or a version that a question shows. */
const SHOWN_CHARACTERS = 100;

/** The result for folders outside of `node_modules` whose manifest names a package. */
export interface SettledCopies {
  /** Those of a known name. */
  readonly packages: readonly Package[];
  /** One question about the rest. */
  readonly problems: readonly Problem[];
}

function shown(text: string): string {
  return text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text;
}

function placeOf({ name, version, locations: [location] }: Package): string {
  return `${shown(location?.path ?? '')} (${[name, version]
    .filter(Boolean)
    .map((text) => shown(text ?? ''))
    .join(' ')})`;
}

/** The folders may be the user's own: they hide no known package. */
function questionOf(copies: readonly Package[]): Problem[] {
  const [first] = copies;
  if (!first) return [];
  const places = listed(copies.map(placeOf), SHOWN_FOLDERS);
  const [subject, own] =
    copies.length === 1
      ? [
          'A folder with code has the manifest of a package that no lockfile or manifest lists',
          'it is your own, write',
        ]
      : [
          `${copies.length} folders with code have manifests of packages that no lockfile or manifest lists`,
          'they are your own, write',
        ];
  const message = `${subject}: ${places}. If ${own} "private": true into package.json; else install the package.`;
  const path = `${first.locations[0]?.path ?? ''}/package.json`;
  return [{ code: 'unresolved', path, message, affectsCompleteness: false, isQuestion: true }];
}

/**
 * Separates copies of known packages from folders that may be the application's own: by advisories, npm's popular names, and
 * findings of detectors.
 * @param foundIds packages that a finding is about.
 */
export function settleCopies(
  copies: readonly Package[],
  store: Pick<AdvisoryStore, 'lookup'>,
  foundIds: ReadonlySet<string | null>,
): SettledCopies {
  const isKnown = ({ id, ecosystem, name }: Package): boolean =>
    foundIds.has(id) || isPopularName(ecosystem, name) || store.lookup(ecosystem, name).length > 0;
  const known = new Set(copies.filter(isKnown));
  return { packages: [...known], problems: questionOf(copies.filter((copy) => !known.has(copy))) };
}
