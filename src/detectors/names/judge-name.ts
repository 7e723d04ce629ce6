import { normaliseName } from '../../ecosystems/index.js';
import type { Finding, Package, Severity } from '../../model/index.js';
import type { NameLists } from './name-lists.js';
import { scopeOf } from './name-lists.js';
import { resemblanceOf, type Resemblance } from './resemblance.js';
import { suspicionOfName, suspicionOfVersion, type Suspicion } from './suspicious-names.js';

/** Why a name is suspicious, before the rest of the package is checked. */
export interface NameDoubt {
  readonly rule: string;
  /** Popular name that it can be mistaken for. */
  readonly target: string | null;
  readonly severity: Severity;
  /** The suspicious part of the name. */
  readonly detail: string;
  /** Counts only together with another finding in the same package. */
  readonly needsSignal: boolean;
  /** Package managers know and trust the name; people confuse it all the same. */
  readonly isEstablished: boolean;
}

const WORDS: Readonly<Record<Resemblance['kind'], (target: string) => string>> = {
  homoglyph: (target) => `looks the same as ${target} but is spelled with other letters`,
  separator: (target) => `is ${target} with other separators`,
  scope: (target) => `is ${target} with its scope written differently`,
  letter: (target) => `is one typing error away from ${target}`,
  affix: (target) => `is ${target} with Python's name added, taken away or moved`,
};

/** Popular packages moved into scopes and out of them, and many honest packages wrap one for Python: these resemblances are weak. */
function severityOf({ kind }: Resemblance): Severity {
  return kind === 'scope' || kind === 'affix' ? 'low' : 'medium';
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

/** The suspicion about the name and version of a package; null for a known name. */
export function doubtOf(
  { ecosystem, name: written, version, origin }: Package,
  lists: NameLists,
): NameDoubt | null {
  const name = normaliseName(ecosystem, written);
  const scope = scopeOf(name);
  if (lists.known.has(name) || (scope !== null && lists.scopes.has(scope))) return null;
  const resemblance = resemblanceOf(name, lists);
  if (resemblance) return doubtOfResemblance(name, resemblance, lists);
  // Version numbers of a private registry mean nothing here.
  const suspicion =
    suspicionOfName(ecosystem, name) ?? (origin === 'private' ? null : suspicionOfVersion(version));
  return suspicion && doubtOfSuspicion(suspicion);
}

const SECOND_SIGNALS = new Set(['malware', 'install-script', 'hook']);

/** Titles of other findings in the same package that confirm the doubt about its name. */
export function secondSignals(found: readonly Finding[]): ReadonlyMap<string, readonly string[]> {
  const titles = new Map<string, string[]>();
  for (const { package: id, kind, title } of found) {
    if (id === null || !SECOND_SIGNALS.has(kind)) continue;
    titles.set(id, [...(titles.get(id) ?? []), title]);
  }
  return titles;
}
