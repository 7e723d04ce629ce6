import { limitOf } from '../../files/index.js';
import {
  allDependencies,
  exactVersion,
  originOf,
  type Dependency,
  type Manifest,
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
import { parseYarnBlocks, type YarnBlock, type YarnValue } from './yarn-blocks.js';

function textOf(block: YarnBlock, key: string): string | null {
  const value = block.get(key);
  return typeof value === 'string' ? value : null;
}

function members(block: YarnBlock, key: string): [string, string][] {
  const value = block.get(key);
  if (value === undefined || typeof value === 'string') return [];
  return [...value].filter((member): member is [string, string] => typeof member[1] === 'string');
}

/** `"a@^1", "b@^2"` → both descriptors. Later Yarns put all of them into one pair of quotes. */
function descriptorsOf(key: string): string[] {
  return key.split(',').map((part) => part.trim().replaceAll('"', ''));
}

/** Name of `name@anything` and `@scope/name@anything`. */
function nameOf(descriptor: string): string {
  const at = descriptor.indexOf('@', 1);
  return at < 0 ? descriptor : descriptor.slice(0, at);
}

function specOf(descriptor: string): string {
  return descriptor.slice(nameOf(descriptor).length + 1);
}

/** The name behind an alias: version 1 writes it into the descriptor, later ones into the resolution. */
function realNameOf(descriptor: string, block: YarnBlock): string {
  const resolution = textOf(block, 'resolution');
  if (resolution !== null) return nameOf(resolution);
  const spec = specOf(descriptor);
  return spec.startsWith('npm:') && spec.indexOf('@', 5) > 0 ? nameOf(spec.slice(4)) : nameOf(descriptor);
}

interface Entry {
  readonly key: string;
  readonly descriptors: readonly string[];
  readonly block: YarnBlock;
}

function entriesOf(blocks: YarnBlock): Entry[] {
  const isEntry = (pair: [string, YarnValue]): pair is [string, YarnBlock] =>
    typeof pair[1] !== 'string' && pair[0] !== '__metadata';
  return [...blocks].filter(isEntry).map(([key, block]) => ({ key, descriptors: descriptorsOf(key), block }));
}

type Find = (name: string, spec: string) => string | undefined;

/** Later versions of Yarn write `name@npm:^1` where the manifest has `^1`. */
function finder(entries: readonly Entry[]): Find {
  const byDescriptor = new Map(entries.flatMap(({ key, descriptors }) => descriptors.map((d) => [d, key])));
  return (name, spec) => byDescriptor.get(`${name}@${spec}`) ?? byDescriptor.get(`${name}@npm:${spec}`);
}

/** Later Yarns list optional dependencies among the others and mark them. */
function optionalNames(block: YarnBlock): ReadonlySet<string> {
  const meta = block.get('dependenciesMeta');
  if (meta === undefined || typeof meta === 'string') return new Set();
  const marked = [...meta].filter(
    ([, value]) => typeof value !== 'string' && value.get('optional') === 'true',
  );
  return new Set(marked.map(([name]) => name));
}

function edgesOf(block: YarnBlock, find: Find): LockedEdge[] {
  const optional = optionalNames(block);
  const edge = (type: 'prod' | 'optional', [name, spec]: [string, string]): LockedEdge[] => {
    const key = find(name, spec);
    return key === undefined ? [] : [{ key, type: optional.has(name) ? 'optional' : type }];
  };
  return [
    ...members(block, 'dependencies').flatMap((member) => edge('prod', member)),
    ...members(block, 'optionalDependencies').flatMap((member) => edge('optional', member)),
  ];
}

/** Whether an entry is a folder that is linked into `node_modules`, as workspaces are. */
function isLink({ block, descriptors }: Entry): boolean {
  return textOf(block, 'linkType') === 'soft' || /^(?:workspace|link):/.test(specOf(descriptors[0] ?? ''));
}

/** From the manifest. The lockfile does not mark development dependencies of workspaces, so they count as required. */
function rootEdges(entries: readonly Entry[], find: Find, manifest: Manifest | null): LockedEdge[] | null {
  if (!manifest) return null;
  const own = allDependencies(manifest).flatMap(({ name, spec, type }: Dependency): LockedEdge[] => {
    const key = find(name, spec);
    return key === undefined ? [] : [{ key, type: EDGE_TYPE[type] }];
  });
  const isRoot = ({ descriptors }: Entry): boolean => descriptors.some((d) => d.endsWith('@workspace:.'));
  const others = entries.filter((entry) => isLink(entry) && !isRoot(entry));
  return [...own, ...others.flatMap(({ block }) => edgesOf(block, find))];
}

function lockedPackage({ key, descriptors, block }: Entry, find: Find): LockedPackage {
  const descriptor = descriptors[0] ?? key;
  const name = realNameOf(descriptor, block);
  const requiredName = nameOf(descriptor);
  const address = textOf(block, 'resolved') ?? specOf(textOf(block, 'resolution') ?? '');
  const elsewhere = originOf(specOf(descriptor)) === 'private' ? specOf(descriptor) : address;
  return {
    key,
    name,
    alias: requiredName === name ? null : requiredName,
    version: exactVersion(textOf(block, 'version')),
    location: null,
    origin: originOf(elsewhere),
    licenses: [],
    edges: edgesOf(block, find),
  };
}

function readYarnLock({ path, text, manifest }: LockfileInput): Lockfile {
  const blocks = parseYarnBlocks(text, limitOf('lockfile-packages'));
  const entries = entriesOf(blocks);
  if (
    entries.length === 0 &&
    text.trim() !== '' &&
    !text.includes('# yarn lockfile') &&
    !blocks.has('__metadata')
  ) {
    return unreadLockfile(path, 'malformed', 'The lockfile holds no entry that could be read.');
  }
  const find = finder(entries);
  const packages = entries
    .filter((entry) => !isLink(entry))
    .map((entry) => [entry.key, lockedPackage(entry, find)] as const);
  const problems = blocks.size >= limitOf('lockfile-packages') ? [tooManyLocked(path)] : [];
  return {
    path,
    packages: new Map(packages),
    links: new Set(entries.filter(isLink).flatMap(({ descriptors }) => descriptors.map(nameOf))),
    rootEdges: rootEdges(entries, find, manifest),
    problems,
  };
}

/** Of Yarn 1 and of Yarn 2 and later. */
export const yarn = {
  id: 'yarn',
  title: "Yarn's yarn.lock",
  fileNames: ['yarn.lock'],
  read: readYarnLock,
} as const satisfies LockfileReader;
