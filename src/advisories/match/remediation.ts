import {
  isSelfNamed,
  packageWithId,
  pathFromRoot,
  type Package,
  type Remediation,
} from '../../model/index.js';
import { ecosystemOf, orderingOf } from '../../ecosystems/index.js';
import { releaseLine } from '../../versions/index.js';
import { hasSamePlatform, isClearOf, majorOf } from './fix-version.js';
import type { Hit } from './hits.js';

/** Where a package comes from: its dependents, and the version that would clear its advisories. */
export interface Position {
  /** The direct dependency that brings it; null for a direct dependency, or when unknown. */
  readonly direct: Remediation['direct'];
  /** Name of the package whose folder or file carries this copy. */
  readonly carrier: string | null;
  /** Highest version that it can have and that is affected; null when unknown. */
  readonly current: string | null;
  /** See `fixVersionFor`. */
  readonly fixVersion: string | null;
  /** The same among the versions that are not a step to another major; null where `fixVersion` is one of these. */
  readonly closeFixVersion: string | null;
}

/** The dependents of a package in its artifact. */
export function bearersOf(pkg: Package, packages: readonly Package[]): Pick<Position, 'direct' | 'carrier'> {
  const [first] = pathFromRoot(packages, pkg.id) ?? [];
  const direct = first === undefined || first.id === pkg.id ? null : { name: first.name, version: null };
  const carrier = pkg.vendoredIn === null ? undefined : packageWithId(packages, pkg.vendoredIn);
  return { direct, carrier: carrier?.name ?? null };
}

/** How a package that the application did not ask for is removed or looked at; '' for a direct one. */
function howTo({ direct, carrier }: Position): string {
  if (carrier !== null) return ` It is a copy inside ${carrier}: update ${carrier}.`;
  return direct ? ` It comes with ${direct.name}: update ${direct.name}, or override this version.` : '';
}

function named({ name, version }: Package): string {
  return version === null ? name : `${name} ${version}`;
}

function removal(
  pkg: Package,
  position: Position,
  { version, close }: { readonly version: string | null; readonly close: string | null },
): Remediation {
  const within = close === null ? {} : { withinMajor: close };
  const instead = version === null ? '' : ` (${version} is free of it)`;
  const text = `Remove ${named(pkg)}${instead}, and rotate every credential that this function or its build could read.${howTo(position)}`;
  const major = isOtherMajor(version, position);
  return { action: 'remove', version, major, ...within, direct: position.direct, text };
}

function isOtherMajor(version: string | null, { current }: Position): boolean {
  return version !== null && current !== null && majorOf(version) !== majorOf(current);
}

/** How far a version is, where users may have to adapt: the words of `farWords` in src/reporters. */
function stepWords(version: string, { current }: Position): string {
  if (current === null || releaseLine(version) === releaseLine(current)) return '';
  return majorOf(version) === majorOf(current) ? ', another minor of 0.x' : ', another major';
}

/** What to change: a manifest raises only what it asks for itself. @param to the version in words. */
function upgradeText(pkg: Package, { direct, carrier }: Position, to: string): string {
  if (carrier !== null)
    return `${named(pkg)} is a copy inside ${carrier}: update ${carrier} to a release that has ${pkg.name} ${to}.`;
  const place = ecosystemOf(pkg.ecosystem)?.overriddenIn;
  const where = place === undefined ? '' : ` (in ${place})`;
  if (direct !== null)
    return `Update ${direct.name}, which brings ${named(pkg)}, or override ${pkg.name} with ${to}${where}.`;
  if (pkg.system)
    return `Rebuild the image on a newer base, or update ${named(pkg)} in it: its source is fixed in ${to}.`;
  if (pkg.direct === false)
    return `Override ${named(pkg)}, which another package brings, with ${to}${where}.`;
  const from = pkg.version === null ? '' : ` from ${pkg.version}`;
  return `Upgrade ${pkg.name}${from} to ${to}.`;
}

/** @param close a version in the same major that clears the hits; null without one. */
function upgrade(
  pkg: Package,
  position: Position,
  { version, close }: { readonly version: string; readonly close: string | null },
): Remediation {
  const major = isOtherMajor(version, position);
  const text = upgradeText(pkg, position, `${version}${stepWords(version, position)}`);
  const within = close === null ? {} : { withinMajor: close };
  return { action: 'upgrade', version, major, ...within, direct: position.direct, text };
}

function review(position: Position, text: string): Remediation {
  return {
    action: 'review',
    version: null,
    major: false,
    direct: position.direct,
    text: text + howTo(position),
  };
}

function isClearOfAll(version: string | null, hits: readonly Hit[]): version is string {
  return version !== null && hits.every(({ advisory }) => isClearOf(version, advisory));
}

/** Versions that a sentence names. */
const SHOWN_VERSIONS = 5;

function questionText(pkg: Package, hits: readonly Hit[]): string {
  if (isSelfNamed(pkg))
    return `Check that ${pkg.name} is your own code: then write "private": true into its package.json, else remove it.`;
  const bad = [...new Set(hits.flatMap(({ advisory }) => advisory.affected.versions))];
  const more = bad.length > SHOWN_VERSIONS ? ' and others' : '';
  const which = `Find out which version of ${pkg.name} this is`;
  if (bad.length === 0) return `${which}: some are malicious.`;
  return `${which}: ${bad.slice(0, SHOWN_VERSIONS).join(', ')}${more} ${bad.length === 1 ? 'is' : 'are'} malicious.`;
}

function noFixText({ name, system }: Package, hits: readonly Hit[]): string {
  const isLeft = hits.every(({ advisory }) => advisory.willNotFix !== undefined);
  if (system && isLeft)
    return `The distribution will not fix ${name}: remove the package, or make sure that the affected code is not used.`;
  return `No fixed version of ${name} is known: replace the package, or make sure that the affected code is not used.`;
}

/** Advice for the hits of one group of advisories on a package. */
export function remediate(pkg: Package, hits: readonly Hit[], position: Position): Remediation {
  const { fixVersion, closeFixVersion, current } = position;
  const clears = isClearOfAll(fixVersion, hits);
  const close = isClearOfAll(closeFixVersion, hits) ? closeFixVersion : null;
  if (hits.every(({ isQuestion }) => isQuestion)) return review(position, questionText(pkg, hits));
  if (hits.some(({ advisory, doubtful }) => advisory.kind === 'malware' && !doubtful)) {
    return removal(pkg, position, { version: clears ? fixVersion : null, close });
  }
  if (!clears) return review(position, noFixText(pkg, hits));
  if (current === null) {
    const text = `Find out which version of ${pkg.name} this is: ${fixVersion} is not affected.`;
    return { ...review(position, text), version: fixVersion };
  }
  if (!hasSamePlatform(fixVersion, current, orderingOf(pkg.ecosystem))) {
    const text = `${fixVersion} is fixed, but is a build for another platform than ${named(pkg)}: take the build of that release, or of a later one, for your platform.`;
    return { ...review(position, text), version: fixVersion, major: isOtherMajor(fixVersion, position) };
  }
  return upgrade(pkg, position, { version: fixVersion, close });
}
