import { moduleNameOf, pypi, rubygems } from '../../ecosystems/index.js';
import { baseOf, below, parentOf, type FileTree } from '../../files/index.js';
import { PackageOwners, type Inventory, type Package } from '../../model/index.js';
import { machineCodeOf, readElf } from '../../program/index.js';
import type { NativeBuild } from './native-build.js';
import { gemFolders, rubyBuild, type GemFolder } from './ruby-builds.js';

/** A compiled part of a package of Python or Ruby. */
export interface NativeFile extends NativeBuild {
  readonly path: string;
  /** Its package's name, and version where it is known. */
  readonly owner: string;
  readonly language: 'Python' | 'Ruby';
  /** `x86_64`, `arm64`, `macOS`, `Windows`; null where it is another one. */
  readonly platform: string | null;
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
  readonly gemFolders: readonly GemFolder[];
}

const NATIVE = /\.(?:so|pyd|bundle)$|\.so\.[\d.]+$/i;
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

function libcOf(suffix: string | undefined): NativeBuild['libc'] {
  if (suffix === undefined) return null;
  if (suffix.endsWith('-musl')) return 'musl';
  return suffix.endsWith('-gnu') ? 'glibc' : null;
}

function pythonBuild(path: string): NativeBuild {
  const [, major, minor, suffix] = ABI.exec(baseOf(path)) ?? [];
  return {
    module: below(parentOf(path), moduleNameOf(path)),
    release: major === undefined || minor === undefined ? null : `${major}.${minor}`,
    libc: libcOf(suffix),
  };
}

function nativeFile(path: string, owner: Package, head: Uint8Array): NativeFile | null {
  const platform = platformOf(head);
  if (platform === null) return null;
  const isPython = owner.ecosystem === pypi.name;
  const language = isPython ? 'Python' : 'Ruby';
  return {
    path,
    owner: ownerName(owner),
    language,
    platform,
    ...(isPython ? pythonBuild(path) : rubyBuild(path)),
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

/** What compiled parts of packages of Python and Ruby need of the system that runs them. Only heads of files are read. */
export async function nativeFacts(tree: FileTree, { packages, roots }: Inventory): Promise<NativeFacts> {
  const ours = packages.filter(
    ({ ecosystem, presence }) =>
      (ecosystem === pypi.name || ecosystem === rubygems.name) && presence !== 'declared',
  );
  if (ours.length === 0) return { files: [], wheels: [], gemFolders: [] };
  const owners = new PackageOwners(ours);
  const wanted = new Map<string, Package>();
  for (const path of tree.files.keys()) {
    const owner = NATIVE.test(path) ? ours[owners.ownerOf(path) ?? -1] : undefined;
    if (owner) wanted.set(path, owner);
  }
  const files: NativeFile[] = [];
  for await (const { path, bytes } of tree.readHeads(wanted.keys())) {
    const file = bytes && nativeFile(path, wanted.get(path)!, bytes);
    if (file) files.push(file);
  }
  const wheels = await wheelNeeds(tree, ours);
  const gems = ours.filter(
    ({ ecosystem, presence }) => ecosystem === rubygems.name && presence === 'installed',
  );
  return { files: files.sort(byPath), wheels: wheels.sort(byPath), gemFolders: gemFolders(gems, roots) };
}
