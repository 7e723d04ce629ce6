import { distributionOf, ecosystemOf, writeSystemPurl } from '../../ecosystems/index.js';
import type { FileTree } from '../../files/index.js';
import type { ApplicationRoot, Package } from '../../model/index.js';
import type { OsRelease } from './os-release.js';
import { packageId, type PackageFormat, type SystemPackage } from './system-package.js';
import type { SystemFiles } from './system-files.js';

/** A distribution of Linux, and its release. */
export interface System {
  /** Folder of the system, with a slash at its end; '' for the root. */
  readonly root: string;
  readonly format: PackageFormat;
  /** OSV's name, where it has one: `Debian:12`; else the distribution's own name and version. */
  readonly ecosystem: string;
  readonly hasAdvisories: boolean;
  /** Namespace of package URLs. */
  readonly namespace: string;
  /** `debian-12`; '' if it is not stated. */
  readonly distro: string;
  /** `Debian GNU/Linux 12`. */
  readonly title: string;
}

/** Namespaces that package URLs have for distributions without advisories here, where it is not their id. https://github.com/package-url/purl-spec/blob/main/types-doc/rpm-definition.md */
const NAMESPACES: ReadonlyMap<string, string> = new Map([
  ['rhel', 'redhat'],
  ['opensuse-leap', 'opensuse'],
  ['opensuse-tumbleweed', 'opensuse'],
]);

/** Name of a system that does not say which one it is. */
const UNNAMED = 'Linux';

/** `Fedora Linux:41`: the name of a distribution that has none in OSV. */
function ownName({ title, versionId }: OsRelease): string {
  return [title.replaceAll(':', ' ') || UNNAMED, versionId].filter(Boolean).join(':');
}

/** The system that a description is of. */
export function systemOf(release: OsRelease, { root, format }: Pick<System, 'root' | 'format'>): System {
  const { id, versionId } = release;
  const known = distributionOf(id, versionId);
  return {
    root,
    format,
    ecosystem: known?.name ?? ownName(release),
    hasAdvisories: known !== null,
    namespace: known?.ecosystem.distribution?.namespace ?? NAMESPACES.get(id) ?? id,
    distro: [id, versionId].filter(Boolean).join('-'),
    title: ownName(release).replace(':', ' '),
  };
}

/** Commands of the package managers, by the format of their packages. */
const MANAGERS: Readonly<Record<PackageFormat, string>> = { deb: 'apt', apk: 'apk', rpm: 'dnf' };

export function rootIdOf({ root }: System): string {
  return `system:${root}`;
}

export function rootOf(system: System): ApplicationRoot {
  const { root, title, format } = system;
  return { id: rootIdOf(system), path: root.replace(/\/$/, ''), name: title, manager: MANAGERS[format] };
}

/** `1:3.0.7-24.el9` as package URLs of rpm have it: the epoch apart. https://github.com/package-url/purl-spec/blob/main/types-doc/rpm-definition.md */
function purlOf({ name, version, architecture }: SystemPackage, system: System): string {
  const { format, namespace, distro } = system;
  const [, epoch = '', rest = version] = (format === 'rpm' ? /^(\d+):(.*)$/.exec(version) : null) ?? [];
  const qualifiers = { arch: architecture, distro, epoch };
  return writeSystemPurl({ type: format, namespace }, [name, rest], qualifiers);
}

/** What is known of a system's packages beside their list. */
export interface RowContext {
  readonly system: System;
  readonly files: SystemFiles;
  readonly tree: Pick<FileTree, 'files'>;
  /** Ids of the packages of the base of the image; null if it is not known. */
  readonly base: ReadonlySet<string> | null;
}

function rowOf(found: SystemPackage, bytes: number, { system, base }: RowContext): Package {
  const { name, version, source, path, license } = found;
  const isOrdered = ecosystemOf(system.ecosystem)?.versions?.isValid(version) ?? true;
  return {
    id: `${rootIdOf(system)}#${packageId(found)}`,
    purl: purlOf(found, system),
    ecosystem: system.ecosystem,
    name,
    versionState: isOrdered ? 'exact' : 'unknown',
    version: isOrdered ? version : null,
    candidates: [],
    presence: 'installed',
    basis: 'located',
    root: rootIdOf(system),
    direct: null,
    alias: null,
    origin: 'public',
    vendoredIn: null,
    locations: [{ path }],
    bytes,
    dependencies: [],
    unresolved: [],
    extraneous: false,
    licenses: license === null ? [] : [license],
    evidence: [{ method: 'system-database', path, detail: null }],
    confidence: 'high',
    system: { source, isBase: base?.has(packageId(found)) ?? null },
  };
}

/** A row for each package and version, in the order of their names. */
export function systemRows(packages: readonly SystemPackage[], context: RowContext): Package[] {
  const bytes = new Map<string, number>();
  for (const [path, id] of context.files)
    bytes.set(id, (bytes.get(id) ?? 0) + (context.tree.files.get(path)?.size ?? 0));
  const distinct = new Map(packages.toReversed().map((found) => [packageId(found), found]));
  return [...distinct]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, found]) => rowOf(found, bytes.get(id) ?? 0, context));
}
