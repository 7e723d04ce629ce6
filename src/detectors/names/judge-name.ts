import type { Finding, Package, Severity } from '../../model/index.js';
import type { NameLists } from './name-lists.js';
import { scopeOf } from './name-lists.js';
import { resemblanceOf, type Resemblance } from './resemblance.js';
import { suspicionOfName, suspicionOfVersion, type Suspicion } from './suspicious-names.js';

/** Why a name is suspicious, before anything else of the package is looked at. */
export interface NameDoubt {
  readonly rule: string;
  /** Popular name that it can be mistaken for. */
  readonly target: string | null;
  readonly severity: Severity;
  /** What was seen in the name. */
  readonly detail: string;
  /** Says nothing unless something else in the package does. */
  readonly needsSignal: boolean;
  /** Package managers know the name and trust it: it is what it is, and confused all the same. */
  readonly isEstablished: boolean;
}

const WORDS: Readonly<Record<Resemblance['kind'], (target: string) => string>> = {
  homoglyph: (target) => `looks the same as ${target} and is spelled with other letters`,
  separator: (target) => `is ${target} with other separators`,
  scope: (target) => `is ${target} with its scope written otherwise`,
  letter: (target) => `is one slip of the fingers away from ${target}`,
};

/** Popular packages were renamed into scopes and out of them: that resemblance alone says least. */
function severityOf({ kind }: Resemblance): Severity {
  return kind === 'scope' ? 'low' : 'medium';
}

function doubtOfResemblance(name: string, found: Resemblance, lists: NameLists): NameDoubt {
  const isEstablished = lists.trusted.has(name);
  const note = isEstablished ? '; established: package managers list it among those they trust' : '';
  return {
    rule: `name-${found.kind}`,
    target: found.target,
    severity: severityOf(found),
    detail: `${name} ${WORDS[found.kind](found.target)}${note}`,
    needsSignal: false,
    isEstablished,
  };
}

function doubtOfSuspicion({ kind, isWeak, detail }: Suspicion): NameDoubt {
  return {
    rule: `name-${kind}`,
    target: null,
    severity: isWeak ? 'low' : 'medium',
    detail,
    needsSignal: kind === 'confusion' && isWeak,
    isEstablished: false,
  };
}

/** What is suspicious about the name and version of a package; null for one that is known. */
export function doubtOf({ name, version, origin }: Package, lists: NameLists): NameDoubt | null {
  const scope = scopeOf(name);
  if (lists.known.has(name) || (scope !== null && lists.scopes.has(scope))) return null;
  const resemblance = resemblanceOf(name, lists);
  if (resemblance) return doubtOfResemblance(name, resemblance, lists);
  // A private registry's own version numbers are nobody's business.
  const suspicion = suspicionOfName(name) ?? (origin === 'private' ? null : suspicionOfVersion(version));
  return suspicion && doubtOfSuspicion(suspicion);
}

const SECOND_SIGNALS = new Set(['malware', 'install-script', 'hook']);

/** Titles of what other detectors found in the same package that makes the doubt about its name a good one. */
export function secondSignals(found: readonly Finding[]): ReadonlyMap<string, readonly string[]> {
  const titles = new Map<string, string[]>();
  for (const { package: id, kind, title } of found) {
    if (id === null || !SECOND_SIGNALS.has(kind)) continue;
    titles.set(id, [...(titles.get(id) ?? []), title]);
  }
  return titles;
}
