import { builtinModules } from 'node:module';
import { isLegalName } from './identity.js';

/** JavaScript and TypeScript, no typings. */
const CODE = /\.(?:[cm]?jsx?|[cm]?tsx?)$/i;
const TYPINGS = /\.d\.[cm]?ts$/i;

export function isModuleFile(path: string): boolean {
  return CODE.test(path) && !TYPINGS.test(path);
}

/**
 * What `require("x")`, `import "x"`, `import("x")` and `… from "x"` name. Every repetition is bounded, so the scan is linear;
 * no parser: a file that no parser takes is looked at as well.
 */
const IMPORT =
  /\b(?:require\s{0,8}\(|import\s{0,8}\(?|from)\s{0,8}(?:"([^"\\\n]{1,256})"|'([^'\\\n]{1,256})'|`([^`\\\n$]{1,256})`)/g;

/** The package that a module specifier names; null for files, URLs, `#subpaths` and what Node brings itself. */
export function packageOfSpecifier(specifier: string): string | null {
  const [first = '', second = ''] = specifier.split('/', 2);
  const name = first.startsWith('@') ? `${first}/${second}` : first;
  return isLegalName(name) && !BUILT_IN.has(name) ? name : null;
}

const BUILT_IN: ReadonlySet<string> = new Set(builtinModules);

/** Names of packages that a file's text asks for. Text in comments and strings may add some. */
export function importedPackages(bytes: Uint8Array): ReadonlySet<string> {
  // Names are ASCII: one byte a character is the cheapest text.
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const names = new Set<string>();
  for (const [, double, single, template] of text.matchAll(IMPORT)) {
    const name = packageOfSpecifier(double ?? single ?? template ?? '');
    if (name !== null) names.add(name);
  }
  return names;
}
