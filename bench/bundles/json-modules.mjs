// JSON files inside a bundle whose bundler leaves them out of its source map: told by what they hold.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseExpressionAt } from 'acorn';

const hashOf = (value) => createHash('sha256').update(JSON.stringify(value)).digest('base64');

/** @returns {Map<string, string[]>} hash of what a JSON file holds → paths of such files, below an application */
export function jsonFilesOf(folder) {
  const files = new Map();
  const entries = readdirSync(join(folder, 'node_modules'), { recursive: true, withFileTypes: true });
  for (const entry of entries) {
    if (!entry.isFile() || !entry.name.endsWith('.json')) continue;
    const path = join(entry.parentPath, entry.name);
    const value = parsed(readFileSync(path, 'utf8'));
    if (value === undefined) continue;
    const hash = hashOf(value);
    files.set(hash, [...(files.get(hash) ?? []), path]);
  }
  return files;
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** `'a,b'.split(',')`: how Rolldown writes a list of texts. */
const isSplitCall = ({ callee, arguments: values }) =>
  callee.type === 'MemberExpression' && callee.property.name === 'split' && values.length === 1;

const isParseCall = ({ type, callee, arguments: values }) =>
  type === 'CallExpression' &&
  callee.type === 'MemberExpression' &&
  callee.object.name === 'JSON' &&
  callee.property.name === 'parse' &&
  values.length === 1;

const keyOf = ({ key }) => (key.type === 'Identifier' ? key.name : String(key.value));

const UNARY = { '-': (value) => -value, '!': (value) => !value };

const READERS = {
  Literal: ({ value, regex, bigint }) => (regex || bigint ? raise() : value),
  TemplateLiteral: ({ expressions, quasis }) => (expressions.length > 0 ? raise() : quasis[0].value.cooked),
  CallExpression: (node) =>
    isSplitCall(node) ? valueOf(node.callee.object).split(valueOf(node.arguments[0])) : raise(),
  UnaryExpression: ({ operator, argument }) => (UNARY[operator] ?? raise)(valueOf(argument)),
  ArrayExpression: ({ elements }) => elements.map(valueOf),
  ObjectExpression: ({ properties }) =>
    Object.fromEntries(properties.map((each) => [keyOf(each), valueOf(each.value)])),
};

function raise() {
  throw new TypeError('not a literal');
}

/** What an expression holds when it is all literals; throws when it is not. */
const valueOf = (node) => (READERS[node.type] ?? raise)(node);

/** The expression at an offset and what it holds, null when that is no JSON. */
function jsonAt(code, offset) {
  try {
    const node = parseExpressionAt(code, offset, { ecmaVersion: 'latest' });
    const value = isParseCall(node) ? JSON.parse(valueOf(node.arguments[0])) : valueOf(node);
    return { end: node.end, value };
  } catch {
    return null;
  }
}

const EXPORTED = /\.exports\s*=\s*(?=[{["'`]|JSON\.parse\()/g;
/** Shorter ones could be anybody's. */
const MIN_CHARACTERS = 40;

/**
 * @param {string} code
 * @param {Map<string, string[]>} files
 * @returns {{ start: number, end: number, source: string }[]} where each lies; of files that hold the same, each is named once
 */
export function findJsonModules(code, files) {
  const taken = new Map();
  return [...code.matchAll(EXPORTED)].flatMap(({ index, 0: assignment }) => {
    const start = index + assignment.length;
    const found = jsonAt(code, start);
    if (found === null || found.end - start < MIN_CHARACTERS) return [];
    const hash = hashOf(found.value);
    const paths = files.get(hash);
    if (!paths) return [];
    const nth = taken.get(hash) ?? 0;
    taken.set(hash, nth + 1);
    return { start, end: found.end, source: paths[Math.min(nth, paths.length - 1)] };
  });
}
