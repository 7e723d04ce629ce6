/** A required package that nothing in the artifact provides. */
export interface UnresolvedImport {
  readonly name: string;
  /** OSV's name of its ecosystem; npm where it is absent. */
  readonly ecosystem?: string;
  /**
   * `application`: its own code imports it · `package`: only a package that is there depends on it · `optional`: only a bundled
   * package imports it, which can do without it · `attempt`: code imports it and continues without it (`try`).
   */
  readonly by: 'application' | 'package' | 'optional' | 'attempt';
  /** The bundled package that works without it. */
  readonly importer?: string;
}

/** From the least important to the most important. */
const BY: readonly UnresolvedImport['by'][] = ['attempt', 'optional', 'package', 'application'];

/** Each name once, with its most important requirement; sorted. */
export function eachNameOnce(imports: readonly UnresolvedImport[]): UnresolvedImport[] {
  const leastFirst = [...imports].sort((a, b) => BY.indexOf(a.by) - BY.indexOf(b.by));
  const byName = new Map(leastFirst.map((each) => [`${each.ecosystem ?? ''}:${each.name}`, each]));
  return [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}
