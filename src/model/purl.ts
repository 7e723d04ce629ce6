import { PackageURL } from 'packageurl-js';

/** OSV ecosystem → purl type. https://github.com/package-url/purl-spec/blob/main/PURL-TYPES.rst */
const PURL_TYPE: Readonly<Record<string, string>> = {
  npm: 'npm',
  PyPI: 'pypi',
  Maven: 'maven',
  Go: 'golang',
  RubyGems: 'gem',
  NuGet: 'nuget',
  Packagist: 'composer',
  'crates.io': 'cargo',
};

/**
 * The purl of a package.
 * @param name as OSV spells it: `@scope/name`, `group:artifact`, a Go module path.
 * @param version null leaves it out.
 */
export function purlOf(ecosystem: string, name: string, version: string | null): string {
  const type = PURL_TYPE[ecosystem] ?? 'generic';
  const cut = type === 'maven' ? name.indexOf(':') : name.lastIndexOf('/');
  const namespace = cut > 0 ? name.slice(0, cut) : undefined;
  const base = cut > 0 ? name.slice(cut + 1) : name;
  return new PackageURL(type, namespace, base || name, version ?? undefined, undefined, undefined).toString();
}

const ECOSYSTEM: ReadonlyMap<string, string> = new Map(
  Object.entries(PURL_TYPE).map(([ecosystem, type]) => [type, ecosystem]),
);

/** Names of ecosystems, as OSV has them. */
export const ECOSYSTEMS: readonly string[] = Object.keys(PURL_TYPE);

/** What a purl names, in OSV's words. */
export interface NamedByPurl {
  readonly ecosystem: string;
  readonly name: string;
  readonly version: string | null;
}

/** The package that a purl names; null when it is no purl, or of a type that has no ecosystem here. */
export function packageOfPurl(purl: string): NamedByPurl | null {
  try {
    const { type, namespace, name, version } = PackageURL.fromString(purl);
    const ecosystem = ECOSYSTEM.get(type);
    if (ecosystem === undefined) return null;
    const separator = type === 'maven' ? ':' : '/';
    return {
      ecosystem,
      name: namespace ? `${namespace}${separator}${name}` : name,
      version: version || null,
    };
  } catch {
    return null;
  }
}
