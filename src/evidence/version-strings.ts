import type { BundleText } from './bundle-text.js';
import type { Claim, StatedVersion } from './build-evidence.js';
import { versionIn } from '../ecosystems/index.js';

/** `VERSION = "1.2.3"`, `x.version="1.2.3"`: how packages name their own version. Protocols use longer names: `SPEC_VERSION`. */
const ASSIGNED =
  /(?:(?<![\w$])VERSION|\.version)["'\]]{0,2}\s{0,4}[=:]\s{0,4}["'`](\d{1,9}\.\d{1,9}\.\d{1,9}(?:-[\w.]{1,40})?)["'`]/g;

/** The one version that texts of a package give as their own; null if there is none, or several. */
export function soleVersion(texts: Iterable<string>): string | null {
  const found = new Set<string>();
  for (const text of texts) {
    for (const [, version = ''] of text.matchAll(ASSIGNED)) found.add(version);
    if (found.size > 1) return null;
  }
  const [only = ''] = found;
  return versionIn(only);
}

/**
 * `n="1.2.3"`: minified code without a name for the version. A name that is left may be a protocol's, or a requirement's
 * (`minVersion`).
 */
const VALUE =
  /(?<!(?:_VERSION|[a-z]Version)["'\]]{0,2}\s{0,4})[=:]\s{0,4}["'`](\d{1,9}\.\d{1,9}\.\d{1,9}(?:-[\w.]{1,40})?)["'`]/g;

/** The one candidate version that stands as a value in a package's texts; null if there is none, or several. */
export function soleValueAmong(texts: readonly string[], versions: readonly string[]): string | null {
  const possible = new Set(versions);
  const found = new Set(
    texts.flatMap((text) =>
      [...text.matchAll(VALUE)].flatMap(([, version = '']) => (possible.has(version) ? version : [])),
    ),
  );
  const [only = null] = found;
  return found.size === 1 ? only : null;
}

/** Versions that packages' own code states, by the text attributed to each package. */
export function versionsInRegions(bundle: BundleText, claims: readonly Claim[]): StatedVersion[] {
  const texts = new Map<string, string[]>();
  for (const { owner, start, end } of claims) {
    if (owner.kind !== 'package') continue;
    const known = texts.get(owner.folder) ?? [];
    known.push(bundle.text.slice(start, end));
    texts.set(owner.folder, known);
  }
  return [...texts].flatMap(([folder, parts]): StatedVersion[] => {
    const version = soleVersion(parts);
    if (version === null) return [];
    const detail = `its code calls itself ${version}`;
    return [{ folder, version, method: 'version-string', path: bundle.path, detail, confidence: 'medium' }];
  });
}
