import { limitOf } from '../../files/index.js';
import {
  allDependencies,
  exactVersion,
  isFields,
  originOf,
  manifestOf,
  parseFields,
  type Dependency,
} from '../../ecosystems/index.js';
import {
  EDGE_TYPE,
  tooManyLocked,
  unreadLockfile,
  type LockedEdge,
  type LockedPackage,
  type Lockfile,
} from '../lockfile.js';
import type { LockfileInput, LockfileReader } from '../lockfile-reader.js';

// https://bun.com/docs/pm/lockfile

/** JSON with the commas removed that Bun leaves before closing brackets; text in quotes stays. */
function withoutTrailingCommas(text: string): string {
  return text.replace(/"(?:[^"\\]|\\.)*"|,(?=\s{0,1000}[}\]])/g, (match) => (match === ',' ? '' : match));
}

/** `a/@s/b` → `['a', '@s/b']`: the chain of names that a key stands for. */
function chainOf(key: string): string[] {
  const names: string[] = [];
  for (const segment of key.split('/')) {
    const last = names.at(-1);
    if (last?.startsWith('@') && !last.includes('/')) names[names.length - 1] = `${last}/${segment}`;
    else names.push(segment);
  }
  return names;
}

type Entries = ReadonlyMap<string, readonly unknown[]>;

/** Looks a name up from an entry: below itself, then below each one it is nested in. */
function find(entries: Entries, from: string, name: string): string | undefined {
  for (let chain = from === '' ? [] : chainOf(from); ; chain = chain.slice(0, -1)) {
    const key = [...chain, name].join('/');
    if (entries.has(key)) return key;
    if (chain.length === 0) return undefined;
  }
}

function edgesFrom(entries: Entries, from: string, dependencies: Iterable<Dependency>): LockedEdge[] {
  const edges: LockedEdge[] = [];
  for (const { name, type } of dependencies) {
    const key = find(entries, from, name);
    if (key !== undefined) edges.push({ key, type: EDGE_TYPE[type] });
  }
  return edges;
}

/** How the resolution of a linked folder starts. */
const LINK = /^(?:workspace|link):/;

/** `name@1.0.0`, `name@git+ssh:…`, `name@workspace:path`. */
function split(resolution: string): { name: string; rest: string } {
  const at = resolution.indexOf('@', 1);
  return at < 0
    ? { name: resolution, rest: '' }
    : { name: resolution.slice(0, at), rest: resolution.slice(at + 1) };
}

/** Names of workspaces and of other folders that are linked into `node_modules`. */
function linksIn(entries: Entries): ReadonlySet<string> {
  const resolutions = [...entries].map(([key, [resolution]]) => ({
    key,
    ...split(typeof resolution === 'string' ? resolution : ''),
  }));
  return new Set(
    resolutions.flatMap(({ key, name, rest }) =>
      LINK.test(rest) ? [name, chainOf(key).at(-1) ?? name] : [],
    ),
  );
}

function lockedPackage(path: string, entries: Entries, key: string): LockedPackage | undefined {
  const [resolution, ...others] = entries.get(key) ?? [];
  if (typeof resolution !== 'string') return undefined;
  const { name, rest } = split(resolution);
  if (LINK.test(rest)) return undefined;
  const requiredName = chainOf(key).at(-1) ?? name;
  const facts = manifestOf(path, others.find(isFields) ?? {});
  return {
    key,
    name,
    alias: requiredName === name ? null : requiredName,
    version: exactVersion(rest),
    location: null,
    origin: originOf(rest),
    licenses: [],
    edges: edgesFrom(entries, key, facts.dependencies.values()),
  };
}

function entriesOf(value: unknown): Entries {
  if (!isFields(value)) return new Map();
  const pairs = Object.entries(value).slice(0, limitOf('lockfile-packages') + 1);
  return new Map(pairs.filter((pair): pair is [string, unknown[]] => Array.isArray(pair[1])));
}

function readBunLock({ path, text }: LockfileInput): Lockfile {
  if (path.endsWith('.lockb')) {
    const message = "Bun's binary lockfile is not read; its text form `bun.lock` is.";
    return unreadLockfile(path, 'unsupported', message);
  }
  const fields = parseFields(Buffer.from(withoutTrailingCommas(text)));
  if (!fields || !isFields(fields.workspaces)) {
    return unreadLockfile(path, 'malformed', 'The lockfile is no JSON that Bun writes and was not read.');
  }
  const entries = entriesOf(fields.packages);
  const packages = [...entries.keys()]
    .map((key) => lockedPackage(path, entries, key))
    .filter((locked) => locked !== undefined);
  const workspaces = Object.values(fields.workspaces).filter(isFields);
  return {
    path,
    packages: new Map(packages.map((locked) => [locked.key, locked])),
    links: linksIn(entries),
    rootEdges: workspaces.flatMap((workspace) => {
      const manifest = manifestOf(path, workspace);
      return edgesFrom(entries, manifest.name ?? '', allDependencies(manifest));
    }),
    problems: entries.size > limitOf('lockfile-packages') ? [tooManyLocked(path)] : [],
  };
}

/** The binary form is named, so that it is seen, and not read. */
export const bun = {
  id: 'bun',
  title: "Bun's bun.lock",
  fileNames: ['bun.lock', 'bun.lockb'],
  read: readBunLock,
} as const satisfies LockfileReader;
