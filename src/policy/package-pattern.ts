import type { Package } from '../model/index.js';
import { matchesGlob } from './glob.js';

/** Parts of a purl that name a package. https://github.com/package-url/purl-spec/blob/main/PURL-SPECIFICATION.rst */
export interface PurlParts {
  readonly type: string;
  /** Namespace and name, decoded. */
  readonly name: string;
  readonly version: string | null;
  readonly qualifiers: ReadonlyMap<string, string>;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function qualifiersOf(text: string): ReadonlyMap<string, string> {
  return new Map(
    text
      .split('&')
      .filter((pair) => pair !== '')
      .map((pair) => {
        const cut = pair.indexOf('=');
        return cut < 0 ? [pair, ''] : [pair.slice(0, cut).toLowerCase(), decoded(pair.slice(cut + 1))];
      }),
  );
}

/** Where the version starts: the last `@` that opens no scope. */
function versionMark(path: string): number {
  const mark = path.lastIndexOf('@');
  return mark > 0 && path[mark - 1] !== '/' ? mark : path.length;
}

/** A purl taken apart, null when it is none. */
export function purlParts(purl: string): PurlParts | null {
  const match = /^pkg:\/{0,2}([A-Za-z0-9.+-]{1,40})\/([^?#]+)(?:\?([^#]*))?/.exec(purl);
  if (!match) return null;
  const [, type = '', path = '', qualifiers = ''] = match;
  const mark = versionMark(path);
  const version = decoded(path.slice(mark + 1));
  const name = decoded(path.slice(0, mark)).replace(/^\/|\/$/g, '');
  if (name === '') return null;
  return {
    type: type.toLowerCase(),
    name,
    version: version === '' ? null : version,
    qualifiers: qualifiersOf(qualifiers),
  };
}

/** How much of what a package can be is meant: every version it can have, some, or none. */
export type Extent = 'all' | 'some' | 'none';

/** How many of the versions that a package can have are accepted; of an unknown one nobody can tell. */
export function extentOf(pkg: Package, accepts: (version: string) => boolean): Extent {
  const versions = pkg.version === null ? pkg.candidates : [pkg.version];
  const accepted = versions.filter(accepts).length;
  if (versions.length === 0) return 'some';
  if (accepted === 0) return 'none';
  return accepted === versions.length ? 'all' : 'some';
}

/**
 * What of a package a pattern means: a purl whose name and version may be globs.
 * `pkg:npm/lodash` · `pkg:npm/@scope/*` · `pkg:npm/lodash@4.17.*`
 */
export function matchPattern(pattern: PurlParts, pkg: Package): Extent {
  const own = purlParts(pkg.purl);
  if (!own || own.type !== pattern.type || !matchesGlob(pattern.name, own.name)) return 'none';
  const { version } = pattern;
  return version === null ? 'all' : extentOf(pkg, (one) => matchesGlob(version, one));
}
