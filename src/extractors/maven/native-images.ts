import { gunzipSync } from 'node:zlib';
import { isInPackageFolder, maven } from '../../ecosystems/index.js';
import { bytesAt, exportedSymbols, NumberReader, openExecutable } from '../../executables/index.js';
import { beyondLimit, limitOf, type FileTree } from '../../files/index.js';
import type { ApplicationRoot, Package, Problem } from '../../model/index.js';
import { readSbom, type Sbom } from '../../sbom/index.js';
import { packageRow } from '../package-row.js';
import { rootIdOf } from './java-packages.js';

/** Symbols at the list, a gzip file, and at its length. https://www.graalvm.org/latest/security-guide/native-image/SBOM/ */
const LIST = 'sbom';
const LENGTH = 'sbom_length';

/** A program that GraalVM made, with the list in it or why that cannot be read. */
type NativeImage =
  { readonly path: string; readonly sbom: Sbom } | { readonly path: string; readonly problem: Problem };

function malformed(path: string, why: string): NativeImage {
  const message = `Its list of Java packages cannot be read (${why}): its packages were not seen.`;
  return { path, problem: { code: 'malformed', path, message, affectsCompleteness: true } };
}

function inflated(packed: Uint8Array): string | RangeError | null {
  try {
    return gunzipSync(packed, { maxOutputLength: limitOf('list-in-program') }).toString('utf8');
  } catch (error) {
    return error instanceof RangeError ? error : null;
  }
}

/** The packed list; null for a program without one, empty where it lies outside of the program. */
function packedList(bytes: Uint8Array): Uint8Array | null {
  const file = openExecutable(bytes);
  const symbols = file && exportedSymbols(file, new Set([LIST, LENGTH]));
  const [list, length] = [symbols?.get(LIST), symbols?.get(LENGTH)];
  if (!file || list === undefined || length === undefined) return null;
  const stated = bytesAt(file, length) ?? new Uint8Array();
  const count = new NumberReader(stated, file.isLittleEndian).read(0, 8);
  const rest = bytesAt(file, list) ?? new Uint8Array();
  return count <= rest.length ? rest.subarray(0, count) : new Uint8Array();
}

/** Reads the list in a program; null for a program without one. */
export function readNativeImage(path: string, bytes: Uint8Array): NativeImage | null {
  const packed = packedList(bytes);
  if (!packed) return null;
  if (packed.length === 0) return malformed(path, 'it lies outside of the program');
  const json = inflated(packed);
  if (json instanceof RangeError) {
    const message = 'Its list of Java packages is too large to be read.';
    return { path, problem: beyondLimit('list-in-program', path, message) };
  }
  const { sbom, reason } = json === null ? { reason: 'it cannot be inflated' } : readSbom(json);
  return sbom ? { path, sbom } : malformed(path, reason);
}

function rowsOf(image: NativeImage): Package[] {
  if ('problem' in image) return [];
  const { path, sbom } = image;
  return sbom.components
    .filter(({ ecosystem }) => ecosystem === maven.name)
    .map(({ name, version }) =>
      packageRow(maven, {
        id: `maven:${path}#${name}@${version ?? ''}`,
        name,
        version: version !== null && maven.versions.isValid(version) ? version : null,
        presence: 'bundled',
        root: rootIdOf(path),
        places: [path],
        evidence: { method: 'buildinfo', path, detail: 'the list that GraalVM left in the program' },
      }),
    );
}

/** Packages of programs that GraalVM compiled, by the list that it leaves in them. */
export async function nativeImages(
  tree: FileTree,
  programs: ReadonlySet<string>,
): Promise<{
  readonly roots: readonly ApplicationRoot[];
  readonly packages: readonly Package[];
  readonly problems: readonly Problem[];
}> {
  const images: NativeImage[] = [];
  for await (const { path, bytes } of tree.readMany(
    [...programs].filter((each) => !isInPackageFolder(each)),
  )) {
    const image = bytes && readNativeImage(path, bytes);
    if (image) images.push(image);
  }
  images.sort((a, b) => (a.path < b.path ? -1 : 1));
  return {
    roots: images.map(({ path }) => ({ id: rootIdOf(path), path, name: null, manager: null })),
    packages: images.flatMap(rowsOf),
    problems: images.flatMap((image) => ('problem' in image ? image.problem : [])),
  };
}
