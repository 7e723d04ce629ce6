import { listed, type Package, type Problem } from '../../model/index.js';
import { rootId, specifiedRow } from './declared.js';
import { parseFields } from '../../ecosystems/index.js';
import { baseOf } from '../../files/index.js';

/** Files in which Deno maps names to specifiers, and locks these. https://docs.deno.com/runtime/fundamentals/modules/ */
const IMPORT_MAPS: ReadonlySet<string> = new Set(['deno.json', 'deno.jsonc', 'import_map.json']);
const LOCKFILE = 'deno.lock';

export function isDenoFile(path: string): boolean {
  return IMPORT_MAPS.has(baseOf(path)) || baseOf(path) === LOCKFILE;
}

const FOREIGN = '(?:npm:|jsr:|https?://)';

/**
 * Static and dynamic imports that no `node_modules` provides. Anchored at the start of a statement, because comments and messages
 * name URLs, too. Every repetition is bounded.
 */
const FROM = '(?:import\\s{0,8}|(?:import|export)\\b[\\w$*{},\\s]{0,600}\\bfrom\\s{0,8})';
const IMPORT = new RegExp(
  `(?:(?:^|[;}])[ \\t]{0,16}${FROM}|\\bimport\\(\\s{0,8})["'](${FOREIGN}[^"'\\\\\\s]{1,400})["']`,
  'gm',
);

/** Specifiers of a file that no folder of packages provides. */
export function foreignSpecifiers(bytes: Uint8Array): string[] {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  if (!/["'](?:npm:|jsr:|https?:)/.test(text)) return [];
  return [...text.matchAll(IMPORT)].flatMap(([, specifier]) => specifier ?? []);
}

/** Specifier → the first file that names it. */
export interface ForeignImports {
  readonly specifiers: Map<string, string>;
  /** Names that an import map defines. */
  readonly mapped: Set<string>;
  /** Specifier → exact version. */
  readonly locked: Map<string, string>;
}

export function noForeignImports(): ForeignImports {
  return { specifiers: new Map(), mapped: new Set(), locked: new Map() };
}

export function addForeign({ specifiers }: ForeignImports, path: string, found: Iterable<string>): void {
  for (const specifier of found) if (!specifiers.has(specifier)) specifiers.set(specifier, path);
}

function stringsIn(value: unknown): [string, string][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
}

/** Reads an import map or lockfile of Deno; a Problem when it cannot be read. */
export function addDenoFile(foreign: ForeignImports, path: string, bytes: Uint8Array): Problem[] {
  const text = new TextDecoder().decode(bytes).replaceAll(/^[ \t]{0,200}\/\/.*$/gm, '');
  const fields = parseFields(Buffer.from(text));
  if (!fields) {
    const message = 'It is not a JSON object: imports through it cannot be resolved.';
    return [{ code: 'malformed', path, message, affectsCompleteness: true }];
  }
  for (const [specifier, version] of stringsIn(fields.specifiers)) foreign.locked.set(specifier, version);
  for (const [name, specifier] of baseOf(path) === LOCKFILE ? [] : stringsIn(fields.imports)) {
    foreign.mapped.add(name.replace(/\/$/, ''));
    if (new RegExp(`^${FOREIGN}`).test(specifier)) addForeign(foreign, path, [specifier]);
  }
  return [];
}

/** `npm:/@scope/name@^1.2.0/sub` → name and range. https://docs.deno.com/runtime/fundamentals/node/ */
const NPM_SPECIFIER = /^npm:\/?((?:@[^/@]{1,214}\/)?[^/@]{1,214})(?:@([^/]{1,200}))?/;

/** Root of all of these packages: they do not depend on a folder. */
const ROOT = rootId('');

function npmRow(specifier: string, path: string, { locked }: ForeignImports): Package | null {
  const [, name, range] = NPM_SPECIFIER.exec(specifier) ?? [];
  if (name === undefined) return null;
  const version = locked.get(specifier) ?? range ?? '*';
  // The lockfile appends the chosen peers: `1.2.3_react@18.2.0`.
  const spec = version.split('_', 1)[0] ?? version;
  return specifiedRow({ name, spec, type: 'prod' }, { path, root: ROOT, detail: specifier });
}

/** npm packages that code imports by `npm:` specifiers: declared, their files are downloaded elsewhere. */
export function foreignRows(foreign: ForeignImports): Package[] {
  const rows = [...foreign.specifiers].flatMap(([specifier, path]) => npmRow(specifier, path, foreign) ?? []);
  return [...new Map(rows.map((row) => [row.id, row])).values()];
}

const MAX_SHOWN = 5;

function problemOf(
  imports: readonly (readonly [specifier: string, path: string])[],
  what: string,
): Problem[] {
  const [first] = imports;
  if (!first) return [];
  const specifiers = imports.map(([specifier]) => specifier);
  const message = `${what}: ${listed(specifiers, MAX_SHOWN)}.`;
  return [{ code: 'unresolved', path: first[1], message, affectsCompleteness: true }];
}

/** Code that is downloaded when the function is built or runs: imports by URL or from JSR, and dependencies from npm. */
export function foreignProblems({ specifiers }: ForeignImports): Problem[] {
  const all = [...specifiers];
  const ofNpm = all.filter(([specifier]) => NPM_SPECIFIER.test(specifier));
  const others = all.filter(([specifier]) => !NPM_SPECIFIER.test(specifier));
  return [
    ...problemOf(others, 'Imports code from elsewhere that was not seen'),
    ...problemOf(ofNpm, 'Imports packages whose files are not here; their dependencies were not seen'),
  ];
}
