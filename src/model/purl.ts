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
