import { moduleNameOf, pypi } from '../../ecosystems/index.js';
import { baseOf, below, parentOf, type FileTree } from '../../files/index.js';
import { PackageOwners, type Inventory, type Package } from '../../model/index.js';
import { machineCodeOf, readElf } from '../../program/index.js';

/** A compiled part of a Python package. */
export interface NativeFile {
  readonly path: string;
  /** Its package's name, and version where it is known. */
  readonly owner: string;
  /** The module that it is, with its folder: builds for several releases of Python may lie side by side. */
  readonly module: string;
  /** `3.11` for the only release that loads it, by its name; null where its name binds it to none. */
  readonly python: string | null;
  /** `x86_64`, `arm64`, `macOS`, `Windows`; null where it is another one. */
  readonly platform: string | null;
  readonly libc: 'glibc' | 'musl' | null;
}

/** What WHEEL says of a package: the oldest glibc that it runs with. */
export interface WheelNeed {
  readonly owner: string;
  readonly path: string;
  /** `2.28` */
  readonly glibc: string | null;
  /** Every tag is for musl. */
  readonly isMusl: boolean;
}

export interface NativeFacts {
  readonly files: readonly NativeFile[];
  readonly wheels: readonly WheelNeed[];
}

const NATIVE = /\.(?:so|pyd)$|\.so\.[\d.]+$/i;
/** `.cpython-311-x86_64-linux-gnu.so`, of free-threaded builds `-313t-`; `.abi3.so` is of no release. */
const ABI = /\.cpython-(\d)(\d{1,2})t?-([\w-]+)\.so$/;
const MACHINES: ReadonlyMap<number, string> = new Map([
  [62, 'x86_64'],
  [183, 'arm64'],
]);

function platformOf(head: Uint8Array): string | null {
  const kind = machineCodeOf(head);
  if (kind === 'macho') return 'macOS';
  if (kind === 'pe') return 'Windows';
  const elf = kind === 'elf' ? readElf(head) : null;
  return elf ? (MACHINES.get(elf.machine) ?? null) : null;
}

function ownerName({ name, version }: Package): string {
  return version === null ? name : `${name} ${version}`;
}

function libcOf(suffix: string | undefined): NativeFile['libc'] {
  if (suffix === undefined) return null;
  if (suffix.endsWith('-musl')) return 'musl';
  return suffix.endsWith('-gnu') ? 'glibc' : null;
}

function nativeFile(path: string, owner: string, head: Uint8Array): NativeFile | null {
  const platform = platformOf(head);
  if (platform === null) return null;
  const [, major, minor, suffix] = ABI.exec(baseOf(path)) ?? [];
  return {
    path,
    owner,
    module: below(parentOf(path), moduleNameOf(path)),
    python: major === undefined || minor === undefined ? null : `${major}.${minor}`,
    platform,
    libc: libcOf(suffix),
  };
}

/** Number of `manylinux1` and its like, which had names before they had numbers. https://peps.python.org/pep-0600/ */
const NAMED: ReadonlyMap<string, string> = new Map([
  ['manylinux1', '2.5'],
  ['manylinux2010', '2.12'],
  ['manylinux2014', '2.17'],
]);

function glibcOf(tag: string): string | null {
  const [, major, minor] = /-manylinux_(\d)_(\d{1,3})_\w+$/.exec(tag) ?? [];
  if (major !== undefined && minor !== undefined) return `${major}.${minor}`;
  return NAMED.get(/-(manylinux\d{1,4})_\w+$/.exec(tag)?.[1] ?? '') ?? null;
}

function minorOf(glibc: string): number {
  return Number(glibc.slice(glibc.indexOf('.') + 1));
}

/** What the tags of a WHEEL file need: a wheel with several tags runs with the oldest of them. */
export function needOf(text: string): Pick<WheelNeed, 'glibc' | 'isMusl'> {
  const tags = text.split('\n').flatMap((line) => /^Tag:\s*(\S{1,200})\s*$/.exec(line)?.[1] ?? []);
  const known = tags.flatMap((tag) => glibcOf(tag) ?? []).sort((a, b) => minorOf(a) - minorOf(b));
  const isMusl = tags.length > 0 && tags.every((tag) => /-musllinux_\d_\d{1,3}_\w+$/.test(tag));
  // A tag without a number (any, linux_x86_64) promises nothing.
  return { glibc: known.length === tags.length ? (known[0] ?? null) : null, isMusl };
}

async function wheelNeeds(tree: FileTree, packages: readonly Package[]): Promise<WheelNeed[]> {
  const owners = new Map(
    packages.flatMap((found) => {
      const [first] = found.evidence;
      const path = first?.method === 'dist-info' ? below(parentOf(first.path), 'WHEEL') : '';
      return tree.files.has(path) ? [[path, ownerName(found)] as const] : [];
    }),
  );
  const needs: WheelNeed[] = [];
  for await (const { path, bytes } of tree.readHeads(owners.keys())) {
    const need = bytes && needOf(Buffer.from(bytes).toString('utf8'));
    if (need && (need.glibc !== null || need.isMusl)) needs.push({ owner: owners.get(path)!, path, ...need });
  }
  return needs;
}

function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return a.path < b.path ? -1 : 1;
}

/** What compiled parts of Python packages need of the system that runs them; null when the time is over. Only heads of files are read. */
export async function nativeFacts(
  tree: FileTree,
  { packages }: Inventory,
  isLate: () => boolean,
): Promise<NativeFacts | null> {
  const ours = packages.filter(
    ({ ecosystem, presence }) => ecosystem === pypi.name && presence !== 'declared',
  );
  if (ours.length === 0) return { files: [], wheels: [] };
  if (isLate()) return null;
  const owners = new PackageOwners(ours);
  const wanted = new Map<string, string>();
  for (const path of tree.files.keys()) {
    const owner = NATIVE.test(path) ? ours[owners.ownerOf(path) ?? -1] : undefined;
    if (owner) wanted.set(path, ownerName(owner));
  }
  const files: NativeFile[] = [];
  for await (const { path, bytes } of tree.readHeads(wanted.keys())) {
    const file = bytes && nativeFile(path, wanted.get(path)!, bytes);
    if (file) files.push(file);
  }
  return { files: files.sort(byPath), wheels: (await wheelNeeds(tree, ours)).sort(byPath) };
}
