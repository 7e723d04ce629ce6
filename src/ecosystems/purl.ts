import { PackageURL } from 'packageurl-js';
import type { Ecosystem } from './ecosystem.js';

/** Type and separator of what no ecosystem here has. */
const GENERIC = { purlType: 'generic', separator: '/' } as const;

/** Namespace and name of a package, as a package URL has them. */
function partsOf(name: string, separator: string | null): readonly [string | undefined, string] {
  const cut = separator === null ? -1 : name.lastIndexOf(separator);
  return cut > 0 ? [name.slice(0, cut), name.slice(cut + 1) || name] : [undefined, name];
}

/**
 * Restores upper case in a name, where an ecosystem has other packages under the lower-case name: `JSONStream` and
 * `jsonstream` on npm. The library follows an older specification of npm's names.
 * https://github.com/package-url/purl-spec/pull/872
 * @param given namespace and name before the library changed them.
 */
function keepCase(
  purl: PackageURL,
  given: readonly (string | undefined)[],
  { names }: Pick<Ecosystem, 'names'>,
): PackageURL {
  const [namespace, name] = given;
  const isOneName = (own: string | undefined, text = ''): boolean =>
    names.normalise(text) === text && own === text.toLowerCase();
  if (isOneName(purl.name, name)) purl.name = name ?? '';
  if (isOneName(purl.namespace, namespace)) purl.namespace = namespace;
  return purl;
}

/** What a package URL says beside name and version. */
export type Qualifiers = Readonly<Record<string, string>>;

/** The package URL of a package of a distribution. @param type of its package manager. */
export function writeSystemPurl(
  { type, namespace }: { readonly type: string; readonly namespace: string },
  [name, version]: readonly [string, string | null],
  qualifiers: Qualifiers = {},
): string {
  const stated = Object.fromEntries(Object.entries(qualifiers).filter(([, value]) => value !== ''));
  return new PackageURL(
    type,
    namespace || undefined,
    name,
    version ?? undefined,
    stated,
    undefined,
  ).toString();
}

/** The package URL of a package. @param ecosystem null: one that is not known here. */
export function writePurl(ecosystem: Ecosystem | null, name: string, version: string | null): string {
  const type = ecosystem?.purlType ?? GENERIC.purlType;
  if (ecosystem?.distribution)
    return writeSystemPurl({ type, namespace: ecosystem.distribution.namespace }, [name, version]);
  const separator = ecosystem === null ? GENERIC.separator : ecosystem.names.separator;
  const [namespace, base] = partsOf(name, separator);
  const purl = new PackageURL(type, namespace, base, version ?? undefined, undefined, undefined);
  return (ecosystem ? keepCase(purl, [namespace, base], ecosystem) : purl).toString();
}

/** Parts of a package URL. https://github.com/package-url/purl-spec/blob/main/PURL-SPECIFICATION.rst */
export interface PurlParts {
  /** In lower case. */
  readonly type: string;
  /** Namespace and name, decoded, with `/` between them. */
  readonly name: string;
  readonly version: string | null;
  /** Names in lower case; without those that have no value. */
  readonly qualifiers: ReadonlyMap<string, string>;
}

/** The library reads qualifiers as `URLSearchParams`, whatever its types say. */
function valuesOf(qualifiers: unknown): Map<string, string> {
  if (!(qualifiers instanceof URLSearchParams)) return new Map();
  const given = [...qualifiers].filter(([, value]) => value !== '');
  return new Map(given.map(([key, value]) => [key.toLowerCase(), value]));
}

/**
 * The parts of a package URL as it spells them: the rules of its type are not applied, so that name and version may hold `*`.
 * @returns null when the text is no package URL.
 */
export function readPurl(text: string): PurlParts | null {
  try {
    const [type, namespace, name, version, qualifiers] = PackageURL.parseString(text);
    if (!type || !name) return null;
    return {
      type: type.toLowerCase(),
      name: namespace ? `${namespace}/${name}` : name,
      version: version || null,
      qualifiers: valuesOf(qualifiers),
    };
  } catch {
    return null;
  }
}

/** A package that a package URL names. */
export interface NamedByPurl {
  /** OSV's name of it. */
  readonly ecosystem: string;
  readonly name: string;
  readonly version: string | null;
}

/** The release of a distribution that a package URL states by `distro=debian-12`; the distribution's own name without one. */
function releaseNamed({ name, distribution }: Ecosystem, distro: string): string {
  const release = distribution?.releaseOf(distro.slice(distro.lastIndexOf('-') + 1)) ?? '';
  return release === '' ? name : `${name}:${release}`;
}

/** A package of a distribution; null if its namespace is none that is known. */
function systemPackageNamedBy(
  { type, namespace, name, version, qualifiers }: PackageURL,
  ecosystems: readonly Ecosystem[],
): NamedByPurl | null {
  const ecosystem = ecosystems.find(
    (each) => each.purlType === type && each.distribution?.namespace === namespace,
  );
  if (!ecosystem) return null;
  const stated = new Map(Object.entries(qualifiers ?? {}));
  const epoch = stated.get('epoch') ?? '0';
  const full = version && epoch !== '0' ? `${epoch}:${version}` : version;
  return { ecosystem: releaseNamed(ecosystem, stated.get('distro') ?? ''), name, version: full || null };
}

/** The package that a package URL names; null when it is none, or of a type that none of the ecosystems has. */
export function packageNamedBy(purl: string, ecosystems: readonly Ecosystem[]): NamedByPurl | null {
  try {
    const parsed = PackageURL.fromString(purl);
    const ecosystem = ecosystems.find(({ purlType }) => purlType === parsed.type);
    if (ecosystem === undefined) return null;
    if (ecosystem.distribution) return systemPackageNamedBy(parsed, ecosystems);
    const [, ...given] = PackageURL.parseString(purl);
    const { namespace, name, version } = keepCase(parsed, given as (string | undefined)[], ecosystem);
    const separator = ecosystem.names.separator ?? '/';
    return {
      ecosystem: ecosystem.name,
      name: namespace ? `${namespace}${separator}${name}` : name,
      version: version || null,
    };
  } catch {
    return null;
  }
}
