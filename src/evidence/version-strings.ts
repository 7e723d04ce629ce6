import type { BundleText } from './bundle-text.js';
import type { Claim, StatedVersion } from './build-evidence.js';
import { versionIn } from '../ecosystems/index.js';

/** `VERSION = "1.2.3"`, `x.version="1.2.3"`: what packages call their own version. Protocols have longer names: `SPEC_VERSION`. */
const ASSIGNED =
  /(?:(?<![\w$])VERSION|\.version)["'\]]{0,2}\s{0,4}[=:]\s{0,4}["'`](\d{1,9}\.\d{1,9}\.\d{1,9}(?:-[\w.]{1,40})?)["'`]/g;

/** The one version that texts of a package call theirs; null when there is none or several. */
export function soleVersion(texts: Iterable<string>): string | null {
  const found = new Set<string>();
  for (const text of texts) {
    for (const [, version = ''] of text.matchAll(ASSIGNED)) found.add(version);
    if (found.size > 1) return null;
  }
  const [only = ''] = found;
  return versionIn(only);
}

/** `n="1.2.3"`: a minifier leaves no name that says whose version it is. Where a name is left it may be a protocol's, or of what is needed (`minVersion`). */
const VALUE =
  /(?<!(?:_VERSION|[a-z]Version)["'\]]{0,2}\s{0,4})[=:]\s{0,4}["'`](\d{1,9}\.\d{1,9}\.\d{1,9}(?:-[\w.]{1,40})?)["'`]/g;

/** The one of a package's possible versions that its texts hold as a value; null when it is none or several. */
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

/** Versions that the code of packages states of itself, in what was attributed to each. */
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
