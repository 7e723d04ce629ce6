import type { VersionOrdering } from '../versions/index.js';
import type { DistributionRules, Ecosystem, NameRules } from './ecosystem.js';
import { NOT_FOUND_BY_SCANS } from './not-found-by-scans.js';
import type { PackageManager } from './package-manager.js';

/** Commands that install, update and remove a package: its name stands at their end. */
interface Commands {
  readonly id: string;
  readonly install: string;
  readonly update: string;
  readonly remove: string;
}

/**
 * A package manager of a distribution. Its repositories hold the newest version only, and versions of advisories are the source's: commands
 * name no version.
 */
function managerOf({ id, install, update, remove }: Commands): PackageManager {
  return {
    id,
    install,
    add: ({ name }) => `${update} ${name}`,
    remove: (name) => `${remove} ${name}`,
    force: () => null,
  };
}

/** https://www.debian.org/doc/debian-policy/ch-controlfields.html#source */
export const DEB = {
  purlType: 'deb',
  names: names(/^[a-z0-9][a-z0-9+.-]*$/),
  manager: managerOf({
    id: 'apt',
    install: 'apt-get update',
    update: 'apt-get install --only-upgrade',
    remove: 'apt-get remove',
  }),
} as const;

/** https://gitlab.alpinelinux.org/alpine/apk-tools/-/blob/master/doc/apk-package.5.scd */
export const APK = {
  purlType: 'apk',
  names: names(/^[A-Za-z0-9][\w.+-]*$/),
  manager: managerOf({ id: 'apk', install: 'apk update', update: 'apk add --upgrade', remove: 'apk del' }),
} as const;

/** https://rpm-software-management.github.io/rpm/manual/spec.html#name */
export const RPM = {
  purlType: 'rpm',
  names: names(/^[A-Za-z0-9_][\w.+-]*$/),
  manager: managerOf({
    id: 'dnf',
    install: 'dnf makecache',
    update: 'dnf upgrade',
    remove: 'dnf remove',
  }),
} as const;

function names(pattern: RegExp): NameRules {
  return { separator: null, isPackageName: (name) => pattern.test(name), normalise: (name) => name };
}

/** Facts about one distribution. */
export interface Distribution extends DistributionRules {
  readonly id: string;
  readonly title: string;
  /** OSV's name without a release. */
  readonly name: string;
  readonly format: typeof DEB | typeof APK | typeof RPM;
  readonly versions: VersionOrdering;
}

/** The descriptor of a distribution. */
export function distribution({ id, title, name, format, versions, ...rules }: Distribution): Ecosystem {
  return {
    ...NOT_FOUND_BY_SCANS,
    id,
    title,
    name,
    purlType: format.purlType,
    securityHubName: 'OS',
    names: format.names,
    versions,
    managers: [format.manager],
    isFound: true,
    distribution: rules,
  };
}

/** The first number of a version: `9` of `9.4`. */
export function majorRelease(versionId: string): string | null {
  return /^(\d{1,4})(?:\.|$)/.exec(versionId)?.[1] ?? null;
}
