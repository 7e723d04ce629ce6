import type { ArtifactKind } from '../../model/index.js';
import type { ZipPeek } from '../../unpackers/index.js';
import { openZip } from '../zip-names.js';
import { readHead } from '../file-head.js';
import type { FolderEntry } from '../host-files.js';
import { isImageArchive } from './image-archive.js';

const ARCHIVE = /\.(?:zip|jar|war|tar|tar\.gz|tgz)$/i;
const SINGLE_FILE = /\.(?:js|mjs|cjs|py)$/i;
const CODE = /\.(?:js|mjs|cjs|ts|mts|cts|py|rb|php|class|dll|wasm)$/i;

/** Files and folders that mark a folder as the code of one function. */
const FUNCTION_MARKS: ReadonlySet<string> = new Set([
  'node_modules',
  'package.json',
  'requirements.txt',
  // Packages that the Serverless plugin for Python packs beside the code.
  '.requirements.zip',
  // Records of an environment of Conda.
  'conda-meta',
  'bootstrap',
]);

/** Metadata of packages of Python: they lie beside the function's own code. */
const INSTALLED_PACKAGE = /\.(?:dist|egg)-info$/i;

/** Folders below /opt that the runtimes search. https://docs.aws.amazon.com/lambda/latest/dg/packaging-layers.html */
const LAYER_FOLDERS: ReadonlySet<string> = new Set([
  'nodejs',
  'python',
  'java',
  'ruby',
  'extensions',
  'bin',
  'lib',
]);
/** Layer folders that a function's own code hardly has alone at its root. */
const DISTINCTIVE_LAYER_FOLDERS: ReadonlySet<string> = new Set([
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
    folders.some((name) => DISTINCTIVE_LAYER_FOLDERS.has(name))
  );
}

/** Whether a file begins as a zip (also an empty one) or a gzip, or has a tar's magic. */
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

/** Name of the artifact without its format's extension. */
export function nameWithoutExtension(name: string): string {
  return name.replace(ARCHIVE, '').replace(SINGLE_FILE, '') || name;
}

/** Whether a file name is that of an artifact. */
export function isArtifactName(name: string): boolean {
  return ARCHIVE.test(name) || SINGLE_FILE.test(name);
}

/** Whether a file that the user named is an artifact, judged by its name or its first bytes. */
export async function isArtifactFile(hostPath: string): Promise<boolean> {
  return isArtifactName(hostPath) || hasArchiveMagic(hostPath);
}

/** @param open lists the archive's names; called only when the layout decides. */
export async function kindOfFile(
  hostPath: string,
  open: () => Promise<ZipPeek | null> = () => openZip(hostPath),
): Promise<ArtifactKind> {
  if (SINGLE_FILE.test(hostPath)) return 'function';
  if (await isImageArchive(hostPath)) return 'image';
  const zip = await open();
  return zip && isLayerLayout(zip.rootNames) ? 'layer' : 'function';
}

/** Kind of a folder as a whole, judged by its direct entries; null when the folder itself is not an artifact. */
export function kindOfFolder(entries: readonly FolderEntry[]): ArtifactKind | null {
  const names = new Set(entries.map(({ name }) => name));
  if (names.has('oci-layout') && names.has('index.json')) return 'image';
  if (names.size > 0 && entries.every(({ kind }) => kind === 'directory') && isLayerLayout(names))
    return 'layer';
  const isMarked = (name: string): boolean => FUNCTION_MARKS.has(name) || INSTALLED_PACKAGE.test(name);
  if ([...names].some(isMarked)) return 'function';
  const hasArchive = entries.some(({ name, kind }) => kind === 'file' && ARCHIVE.test(name));
  const hasCode = entries.some(({ name, kind }) => kind === 'file' && CODE.test(name));
  return hasCode && !hasArchive ? 'function' : null;
}
