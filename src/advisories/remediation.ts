import { pathFromRoot, type Package, type Remediation } from '../model/index.js';
import { isClearOf, majorOf } from './fix-version.js';
import type { Hit } from './hits.js';

/** Where a package stands: what brings it, and which version would clear its advisories. */
export interface Position {
  readonly packages: readonly Package[];
  /** Highest version that it can have; null when unknown. */
  readonly current: string | null;
  /** See `fixVersionFor`. */
  readonly fixVersion: string | null;
}

function directDependencyOf(pkg: Package, packages: readonly Package[]): Remediation['direct'] {
  const path = pathFromRoot(packages, pkg.id);
  const [first] = path ?? [];
  const direct = first === pkg.id ? undefined : packages.find(({ id }) => id === first);
  return direct ? { name: direct.name, version: null } : null;
}

/** What to do about a package that others bring along; '' for one that the application asks for itself. */
function howTo(pkg: Package, { packages }: Position, direct: Remediation['direct']): string {
  const carrier = packages.find(({ id }) => id === pkg.vendoredIn);
  if (carrier) return ` It is a copy inside ${carrier.name}: raise that one.`;
  return direct ? ` It comes with ${direct.name}: raise that one, or override this version.` : '';
}

function named({ name, version }: Package): string {
  return version === null ? name : `${name} ${version}`;
}

function removal(pkg: Package, position: Position, version: string | null): Remediation {
  const direct = directDependencyOf(pkg, position.packages);
  const instead = version === null ? '' : ` (${version} is free of it)`;
  const text = `Remove ${named(pkg)}${instead}, and rotate every credential that this function or its build could read.${howTo(pkg, position, direct)}`;
  return { action: 'remove', version, major: isOtherMajor(version, position), direct, text };
}

function isOtherMajor(version: string | null, { current }: Position): boolean {
  return version !== null && current !== null && majorOf(version) !== majorOf(current);
}

function upgrade(pkg: Package, position: Position, version: string): Remediation {
  const direct = directDependencyOf(pkg, position.packages);
  const major = isOtherMajor(version, position);
  const from = pkg.version === null ? '' : ` from ${pkg.version}`;
  const text = `Upgrade ${pkg.name}${from} to ${version}${major ? ', another major version' : ''}.${howTo(pkg, position, direct)}`;
  return { action: 'upgrade', version, major, direct, text };
}

function review(pkg: Package, position: Position, text: string): Remediation {
  const direct = directDependencyOf(pkg, position.packages);
  return { action: 'review', version: null, major: false, direct, text: text + howTo(pkg, position, direct) };
}

/** What to do about the hits of one group of advisories on a package. */
export function remediate(pkg: Package, hits: readonly Hit[], position: Position): Remediation {
  const { fixVersion, current } = position;
  const clears = fixVersion !== null && hits.every(({ advisory }) => isClearOf(fixVersion, advisory));
  if (hits.some(({ advisory, doubtful }) => advisory.kind === 'malware' && !doubtful)) {
    return removal(pkg, position, clears ? fixVersion : null);
  }
  if (!clears) {
    return review(
      pkg,
      position,
      `No fixed version of ${pkg.name} is known: replace it, or make sure that what is affected is not used.`,
    );
  }
  if (current === null) {
    const text = `Find out which version of ${pkg.name} this is: ${fixVersion} is free of it.`;
    return { ...review(pkg, position, text), version: fixVersion };
  }
  return upgrade(pkg, position, fixVersion);
}
