import { CONDA, ecosystemOf } from '../../ecosystems/index.js';
import type { Advisory, Package } from '../../model/index.js';

/** A name that advisories have for a package, and the version that they are then about. */
export interface AdvisedName {
  readonly name: string;
  readonly version: string | null;
  readonly isSystem: boolean;
}

/** Whether nobody publishes advisories of its distribution, or of Conda, that are read here; a problem of the artifact says so. */
export function hasNoAdvisories({ system, ecosystem }: Package): boolean {
  return (system !== undefined || ecosystem === CONDA) && ecosystemOf(ecosystem) === null;
}

function isCve(name: string): boolean {
  return name.startsWith('CVE-');
}

/** Advisories without those about several flaws of which each has an advisory of its own, too: Debian publishes both. */
export function withoutBundles(advisories: readonly Advisory[]): readonly Advisory[] {
  const cves = new Map(advisories.map((one) => [one, one.aliases.filter(isCve)]));
  const single = new Set([...cves.values()].flatMap((names) => (names.length === 1 ? names : [])));
  return advisories.filter((one) => {
    const names = cves.get(one) ?? [];
    return names.length < 2 || !names.every((name) => single.has(name));
  });
}

/** Names that advisories may have for a package: its own, or that of the source that it was built from. */
export function advisedNames({ ecosystem, name, version, system }: Package): readonly AdvisedName[] {
  if (!system) return [{ name, version, isSystem: false }];
  const { source } = system;
  const asSource = { name: source.name, version: version && source.version, isSystem: true };
  const isByName = ecosystemOf(ecosystem)?.distribution?.advisoriesName === 'both' && source.name !== name;
  return isByName ? [asSource, { name, version, isSystem: true }] : [asSource];
}
