import type { ArtifactKind } from '../../model/index.js';
import type { ZipPeek } from '../../unpackers/index.js';
import { openZip } from '../zip-names.js';
import { readHead } from '../file-head.js';
import type { FolderEntry } from '../host-files.js';
import { isImageArchive } from './image-archive.js';

const ARCHIVE = /\.(?:zip|jar|war|tar|tar\.gz|tgz)$/i;
const SINGLE_FILE = /\.(?:js|mjs|cjs|py)$/i;
const CODE = /\.(?:js|mjs|cjs|ts|mts|cts|py|rb|php|class|dll|wasm)$/i;

/** Files and folders whose presence makes a folder the code of one function. */
const FUNCTION_MARKS: ReadonlySet<string> = new Set([
  'node_modules',
  'package.json',
  'requirements.txt',
  'bootstrap',
]);

/** Folders that the runtimes look into below /opt. https://docs.aws.amazon.com/lambda/latest/dg/packaging-layers.html */
const LAYER_FOLDERS: ReadonlySet<string> = new Set([
  'nodejs',
  'python',
  'java',
  'ruby',
  'extensions',
  'bin',
  'lib',
]);
/** Those that a function's own code would hardly have alone at its root. */
const TELLING_LAYER_FOLDERS: ReadonlySet<string> = new Set([
  'nodejs',
  'python',
  'java',
  'ruby',
  'extensions',
]);

function isLayerLayout(names: Iterable<string>): boolean {
  const folders = [...names].filter((name) => !name.startsWith('.'));
  return (
    folders.every((name) => LAYER_FOLDERS.has(name)) &&
    folders.some((name) => TELLING_LAYER_FOLDERS.has(name))
  );
}

/** Zip (also empty), gzip, or a tar's magic at its place. */
async function hasArchiveMagic(hostPath: string): Promise<boolean> {
  const head = await readHead(hostPath, 512);
  const start = head.toString('latin1', 0, 4);
  return (
    start === 'PK\u0003\u0004' ||
    start === 'PK\u0005\u0006' ||
    start.startsWith('\u001f\u008b') ||
    head.toString('latin1', 257, 262) === 'ustar'
  );
}

/** Name of the artifact without what only says its format. */
export function nameWithoutExtension(name: string): string {
  return name.replace(ARCHIVE, '').replace(SINGLE_FILE, '') || name;
}

/** Whether a file is an artifact by its name. */
export function isArtifactName(name: string): boolean {
  return ARCHIVE.test(name) || SINGLE_FILE.test(name);
}

/** Whether a file that was named as the target is an artifact: by its name or by its first bytes. */
export async function isArtifactFile(hostPath: string): Promise<boolean> {
  return isArtifactName(hostPath) || hasArchiveMagic(hostPath);
}

/** @param open gives the archive's names when its layout has to be looked at. */
export async function kindOfFile(
  hostPath: string,
  open: () => Promise<ZipPeek | null> = () => openZip(hostPath),
): Promise<ArtifactKind> {
  if (SINGLE_FILE.test(hostPath)) return 'function';
  if (await isImageArchive(hostPath)) return 'image';
  const zip = await open();
  return zip && isLayerLayout(zip.rootNames) ? 'layer' : 'function';
}

/** What a folder is as a whole, by what lies directly in it; null when it is none: its entries may be. */
export function kindOfFolder(entries: readonly FolderEntry[]): ArtifactKind | null {
  const names = new Set(entries.map(({ name }) => name));
  if (names.has('oci-layout') && names.has('index.json')) return 'image';
  if (names.size > 0 && entries.every(({ kind }) => kind === 'directory') && isLayerLayout(names))
    return 'layer';
  if ([...FUNCTION_MARKS].some((mark) => names.has(mark))) return 'function';
  const hasArchive = entries.some(({ name, kind }) => kind === 'file' && ARCHIVE.test(name));
  const hasCode = entries.some(({ name, kind }) => kind === 'file' && CODE.test(name));
  return hasCode && !hasArchive ? 'function' : null;
}
