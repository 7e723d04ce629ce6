import { limitOf } from '../../files/index.js';
import { parse } from 'yaml';
import { exactVersion, originOf } from '../../ecosystems/index.js';
import {
  tooManyLocked,
  unreadLockfile,
  type LockedEdge,
  type LockedPackage,
  type Lockfile,
} from '../lockfile.js';
import type { LockfileInput, LockfileReader } from '../lockfile-reader.js';

// https://github.com/pnpm/spec/tree/master/lockfile (5.x, 6.0, 9.0)

type YamlFields = ReadonlyMap<string, unknown>;

const NOTHING: YamlFields = new Map();

function fieldsOf(value: unknown): YamlFields {
  return value instanceof Map ? (value as YamlFields) : NOTHING;
}

function child(fields: YamlFields, key: string): YamlFields {
  return fieldsOf(fields.get(key));
}

/** Without the peers it was resolved with: `1.0.0(react@18.2.0)` (6.0 on), `1.0.0_react@18.2.0` (5.x). */
function withoutPeers(path: string): string {
  const bracket = path.indexOf('(');
  return bracket < 0 ? path : path.slice(0, bracket);
}

/** Name and version of an entry: `/@s/a/1.0.0_peers` (5.x), `/@s/a@1.0.0(peers)` (6.0), `@s/a@1.0.0(peers)` (9.0). */
function identify(key: string): { name: string; version: string } {
  const plain = withoutPeers(key.startsWith('/') ? key.slice(1) : key);
  const at = plain.indexOf('@', 1);
  const slash = plain.indexOf('/', plain.startsWith('@') ? plain.indexOf('/') + 1 : 0);
  if (key.startsWith('/') && slash > 0 && (at < 0 || slash < at)) {
    return { name: plain.slice(0, slash), version: plain.slice(slash + 1).split('_')[0] ?? '' };
  }
  return { name: at < 0 ? plain : plain.slice(0, at), version: at < 0 ? '' : plain.slice(at + 1) };
}

/** The entry that a dependency's written version stands for, in whichever version's spelling. */
function keyOf(entries: YamlFields, name: string, version: string): string | undefined {
  return [version, `${name}@${version}`, `/${name}@${version}`, `/${name}/${version}`].find((key) =>
    entries.has(key),
  );
}

const EDGE_FIELDS = [
  ['dependencies', 'prod'],
  ['optionalDependencies', 'optional'],
] as const;
const ROOT_FIELDS = [...EDGE_FIELDS, ['devDependencies', 'dev']] as const;

/** The version that an edge names: an importer of 6.0 and later writes { specifier, version }. */
function versionOf(value: unknown): unknown {
  return value instanceof Map ? (value as YamlFields).get('version') : value;
}

function edgesIn(
  entries: YamlFields,
  fields: YamlFields,
  names: readonly (readonly [string, LockedEdge['type']])[],
): LockedEdge[] {
  return names.flatMap(([field, type]) =>
    [...child(fields, field)].flatMap(([name, value]): LockedEdge[] => {
      const version = versionOf(value);
      const key = typeof version === 'string' ? keyOf(entries, name, version) : undefined;
      return key === undefined ? [] : [{ key, type }];
    }),
  );
}

function lockedPackage(entries: YamlFields, details: YamlFields, key: string): LockedPackage {
  const fields = child(entries, key);
  const facts = details.has(key) ? child(details, key) : child(details, withoutPeers(key));
  const identity = identify(key);
  const { name = identity.name, version = identity.version } = {
    ...(typeof facts.get('name') === 'string' && { name: String(facts.get('name')) }),
    ...(typeof facts.get('version') === 'string' && { version: String(facts.get('version')) }),
  };
  const resolution = child(facts, 'resolution');
  const type = resolution.get('type');
  const elsewhere = type === 'git' || type === 'directory' || key.startsWith('file:');
  const tarball = resolution.get('tarball');
  return {
    key,
    name,
    alias: null,
    version: exactVersion(version),
    location: null,
    origin: elsewhere ? 'private' : originOf(typeof tarball === 'string' ? tarball : null),
    licenses: [],
    edges: edgesIn(entries, fields, EDGE_FIELDS),
  };
}

/** Whether a YAML parser would take more than linear time. */
function isCostly(text: string): boolean {
  let open = 0;
  let aliases = 0;
  for (const [mark] of text.matchAll(/[[{}\]]|(?<=[\s,[{:])\*(?=[^\s,'"])/g)) {
    if (mark === '*') aliases += 1;
    else open = Math.max(0, open + (mark === '[' || mark === '{' ? 1 : -1));
    if (open > limitOf('pnpm-brackets') || aliases > limitOf('pnpm-aliases')) return true;
  }
  return false;
}

function parseYaml(text: string): YamlFields | undefined {
  if (isCostly(text)) return undefined;
  try {
    const value: unknown = parse(text, {
      mapAsMap: true,
      uniqueKeys: false,
      schema: 'failsafe',
      logLevel: 'error',
    });
    return value instanceof Map ? (value as YamlFields) : undefined;
  } catch {
    return undefined;
  }
}

/** Names of dependencies that are links to folders of the project. */
function linksIn(dependents: readonly YamlFields[]): ReadonlySet<string> {
  const names = dependents.flatMap((fields) =>
    ROOT_FIELDS.flatMap(([field]) =>
      [...child(fields, field)]
        .filter(([, value]) => String(versionOf(value)).startsWith('link:'))
        .map(([name]) => name),
    ),
  );
  return new Set(names);
}

function readPnpmLock({ path, text }: LockfileInput): Lockfile {
  if (text.length > limitOf('pnpm-lockfile')) {
    return unreadLockfile(
      path,
      'too-large',
      `The lockfile is larger than ${limitOf('pnpm-lockfile')} bytes and was not read.`,
    );
  }
  // In `failsafe` every scalar stays text: a version 1.10 is no number.
  const document = parseYaml(text);
  if (!document?.has('lockfileVersion')) {
    return unreadLockfile(path, 'malformed', 'The lockfile is no YAML that pnpm writes and was not read.');
  }
  const details = child(document, 'packages');
  const entries = document.has('snapshots') ? child(document, 'snapshots') : details;
  const keys = [...entries.keys()].slice(0, limitOf('lockfile-packages'));
  const importers = (document.has('importers') ? [...child(document, 'importers').values()] : [document]).map(
    fieldsOf,
  );
  return {
    path,
    packages: new Map(keys.map((key) => [key, lockedPackage(entries, details, key)])),
    links: linksIn([...importers, ...keys.map((key) => child(entries, key))]),
    rootEdges: importers.flatMap((importer) => edgesIn(entries, importer, ROOT_FIELDS)),
    problems: entries.size > limitOf('lockfile-packages') ? [tooManyLocked(path)] : [],
  };
}

/** Versions 5.x to 9.0. */
export const pnpm = {
  id: 'pnpm',
  title: "pnpm's pnpm-lock.yaml",
  fileNames: ['pnpm-lock.yaml'],
  read: readPnpmLock,
} as const satisfies LockfileReader;
