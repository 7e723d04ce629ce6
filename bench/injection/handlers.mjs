// Handlers that somebody else wrote, with and without flaws: those beside this file, and the packed sets.
import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LATER_SETS, unpack } from '../packed-sets.mjs';

/** Names of the packed sets. The second one has no Python. */
export const SETS = LATER_SETS;
const SCRIPTS = { javascript: /\.[cm]?js$/, python: /\.py$/ };
const scriptOf = (isPython) => (isPython ? SCRIPTS.python : SCRIPTS.javascript);

/** Rules of the flaws that are not called by a rule's name. */
const RULES = {
  nosql: ['nosql', 'query'],
  partiql: ['query', 'sql'],
  ssrf: ['request'],
  'aws-target': ['target'],
  'sdk-target': ['target'],
  pattern: ['pattern', 'slow-pattern'],
  regex: ['pattern', 'slow-pattern'],
  path: ['path', 'archive'],
  archive: ['archive', 'path'],
  deserialisation: ['deserialize'],
  deserialization: ['deserialize'],
  resource: ['target'],
  jwt: ['token'],
  ldap: ['query'],
  expression: ['query'],
  'mail header': ['header'],
  mailheader: ['header'],
  'prototype-pollution': ['prototype'],
};

/** @param {string | null} flaw of a handler @returns {string[]} rules that tell it */
export const rulesAbout = (flaw) => (flaw ? (RULES[flaw] ?? [flaw]).map((name) => `flows/${name}`) : []);

function pathsIn(folder, isPython) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
    scriptOf(isPython).test(path),
  );
}

/** JSON files that code may load: schemas. */
export function dataIn(folder) {
  const all = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return all.filter((path) => path.endsWith('.json') && !/(?:^|\/)(?:truth|package-lock)\.json$/.test(path));
}

/** The file that holds a handler: `src/app.handler`. */
function fileOf(handler, paths, isPython) {
  const name = handler.slice(0, handler.lastIndexOf('.'));
  const base = isPython ? name.replaceAll('.', '/') : name;
  return paths.find((path) => path.replace(scriptOf(isPython), '') === base);
}

/** The file of a handler whose settings are not at hand: by its manifest, its name, or what it exports. */
function likelyFile(folder, paths) {
  const { main = '' } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const exportsHandler = (path) =>
    /exports\.handler|export (?:const|async function|function) handler/.test(
      readFileSync(join(folder, path), 'utf8'),
    );
  return (
    paths.find((path) => path === main.replace(/^\.\//, '')) ??
    paths.find((path) => /^(?:src\/)?(?:index|handler|app|lambda|main)\.[cm]?js$/.test(path)) ??
    paths.find(exportsHandler)
  );
}

/** Handlers with their flaw; null: none. Each has its truth in its folder. */
function handlers(root, isPython) {
  const folder = join(root, isPython ? 'python' : 'handlers');
  return readdirSync(folder)
    .sort()
    .map((id) => {
      const truth = JSON.parse(readFileSync(join(folder, id, 'truth.json'), 'utf8'));
      const { handler, vulnerable = !truth.safe } = truth;
      const paths = pathsIn(join(folder, id), isPython);
      const flaw = vulnerable ? (truth.class ?? truth.sink) : null;
      return { id, at: join(folder, id), paths, first: fileOf(handler, paths, isPython), flaw, handler };
    });
}

function unpacked(name) {
  const root = mkdtempSync(join(tmpdir(), 'stowaway-injection-'));
  unpack(join(import.meta.dirname, `${name}.tar.gz`), root);
  return root;
}

/** The same, with the truth of all in one file. */
function listedHandlers(root) {
  const folder = join(root, 'handlers');
  return JSON.parse(readFileSync(join(folder, 'truth.json'), 'utf8')).map(({ name, flaw }) => {
    const at = join(folder, name);
    const paths = pathsIn(at, false);
    const first = likelyFile(at, paths);
    return { id: name, at, paths, first, flaw, handler: `${first.replace(SCRIPTS.javascript, '')}.handler` };
  });
}

/**
 * @param {string | null} packed one of SETS; null: the handlers beside this file
 * @param {boolean} isPython
 * @returns {{ id: string, at: string, paths: string[], first: string, flaw: string | null, handler: string }[]} handler: as the platform spells it
 */
export function handlersOf(packed, isPython) {
  if (packed === null) return handlers(import.meta.dirname, isPython);
  const root = unpacked(packed);
  const isListed = existsSync(join(root, 'handlers', 'truth.json'));
  return isPython || !isListed ? handlers(root, isPython) : listedHandlers(root);
}
