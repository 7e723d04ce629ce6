import { posix } from 'node:path';
import { isNodeModule, requireNames } from '../../syntax/index.js';
import { isPackageName } from '../../ecosystems/index.js';
import { parentOf } from '../../files/index.js';

const TEXT = /\s{0,8}(?:"([^"\\\n]{1,256})"|'([^'\\\n]{1,256})'|`([^`\\\n$]{1,256})`)/.source;

/**
 * Matches the specifiers of `require("x")`, `import "x"`, `import("x")` and `… from "x"`. Every repetition is bounded,
 * so the scan is linear. It uses no parser, so that it also reads files that no parser accepts.
 */
const IMPORT = new RegExp(String.raw`\b(?:require\s{0,8}\(|import\s{0,8}\(?|from)${TEXT}`, 'g');

/** The same for calls of `require` by its other names. */
function importsBy(names: ReadonlySet<string>): RegExp {
  const each = [...names].map((name) => name.replaceAll('$', String.raw`\$`)).join('|');
  return new RegExp(String.raw`(?<![\w$.])(?:${each})\s{0,8}\(${TEXT}`, 'g');
}

/** The package that a module specifier names; null for files, URLs, `#subpaths` and Node's own modules. */
export function packageOfSpecifier(specifier: string): string | null {
  const [first = '', second = ''] = specifier.split('/', 2);
  const name = first.startsWith('@') ? `${first}/${second}` : first;
  return isPackageName(name) && !isNodeModule(name) ? name : null;
}

/** A line of a comment is known by its start, as formatters leave it. */
const COMMENT_LINE = /^\s{0,200}(?:\/\/|\/\*|\*\s(?!as\b))/;
/** Lines of comments are not longer. */
const MAX_LINE_START = 500;

function isInComment(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - MAX_LINE_START), at);
  // In code within a string, as bundlers write it for `eval`, ends of lines are spelled.
  const spelled = before.lastIndexOf('\\n');
  const start = Math.max(before.lastIndexOf('\n') + 1, spelled < 0 ? 0 : spelled + 2);
  const line = before.slice(start);
  return (start > 0 || at <= MAX_LINE_START) && COMMENT_LINE.test(line) && !line.includes('*/');
}

/** Whether a call has the name alone or with a path: `require("a-" + b)` names nothing, `require("a/" + b)` names `a`. */
function isWhole(matched: string, text: string, end: number): boolean {
  return !matched.includes('(') || matched.includes('/') || /^\s{0,8}[),]/.test(text.slice(end, end + 10));
}

/** Specifiers that a file's text imports. Text in strings, and in comments behind code, may add some; `confirmImports` removes them. */
function* specifiersIn(bytes: Uint8Array): Generator<string> {
  // Names are ASCII: one byte a character is the cheapest text.
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const names = requireNames(text);
  const calls = names.size > 0 ? text.matchAll(importsBy(names)) : [];
  for (const match of [...text.matchAll(IMPORT), ...calls]) {
    const [matched, double, single, template] = match;
    if (isInComment(text, match.index) || !isWhole(matched, text, match.index + matched.length)) continue;
    yield double ?? single ?? template ?? '';
  }
}

/** The imports of a file of application code. */
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
