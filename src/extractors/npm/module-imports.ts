import { builtinModules } from 'node:module';
import { posix } from 'node:path';
import { isLegalName } from './identity.js';
import { parentOf } from './tree-path.js';

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

/** What a file's text imports. Text in comments and strings may add some. */
function* specifiersIn(bytes: Uint8Array): Generator<string> {
  // Names are ASCII: one byte a character is the cheapest text.
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  for (const [, double, single, template] of text.matchAll(IMPORT)) yield double ?? single ?? template ?? '';
}

/** What a file of application code imports. */
export interface Imports {
  /** Names of packages. */
  readonly packages: ReadonlySet<string>;
  /** Paths in the tree, without the endings that Node would add. */
  readonly paths: ReadonlySet<string>;
}

export function importsOf(path: string, bytes: Uint8Array): Imports {
  const packages = new Set<string>();
  const paths = new Set<string>();
  for (const specifier of specifiersIn(bytes)) {
    const name = packageOfSpecifier(specifier);
    if (name !== null) packages.add(name);
    else if (/^\.\.?(?:\/|$)/.test(specifier)) paths.add(posix.join(parentOf(path), specifier));
  }
  return { packages, paths };
}
