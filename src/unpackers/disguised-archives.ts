import { bytesInMemory, type FileTree } from '../files/index.js';
import { peekTarNames } from './tar-peek.js';

/** Endings of what is code, text, media, or a document that happens to be a zip: never an archive of code. */
const TELLING_NAMES =
  /\.(?:[cm]?[jt]sx?|json\d?|map|md|txt|html?|s?css|less|xml|ya?ml|toml|ini|csv|tsv|sql|graphql|proto|wasm|node|so(?:\.[\d.]+)?|dll|dylib|exe|pyc?|pyd|rb|php|class|go|rs|sh|pem|crt|key|png|jpe?g|gif|webp|svg|ico|pdf|woff2?|ttf|otf|eot|mp[34]|webm|docx?|xlsx?|pptx?|od[tsp]|epub|sqlite3?|db|onnx|license|lock)$/i;
const IN_INSTALLED_PACKAGE = /(?:^|\/)node_modules\//;
/** The least that a zip with one file, or a tar archive, takes. */
const MIN_BYTES = 100;
/** What may be read of one artifact for this. */
const MAX_READ_BYTES = 64 * 1024 * 1024;

const ZIP_HEAD = [0x50, 0x4b, 0x03, 0x04];

function isArchive(bytes: Uint8Array): boolean {
  return ZIP_HEAD.every((byte, at) => bytes[at] === byte) || peekTarNames(bytesInMemory(bytes)).length > 0;
}

function candidatesIn(tree: FileTree, isTold: (path: string) => boolean): string[] {
  const paths: string[] = [];
  let left = MAX_READ_BYTES;
  for (const { path, size } of tree.files.values()) {
    if (size < MIN_BYTES || size > left || isTold(path)) continue;
    if (TELLING_NAMES.test(path) || IN_INSTALLED_PACKAGE.test(path)) continue;
    left -= size;
    paths.push(path);
  }
  return paths;
}

/**
 * Files that start as a zip or tar archive does, under names that tell nothing (`data.bin`, `payload`).
 * @param isTold whether a name tells an archive.
 */
export async function disguisedArchives(
  tree: FileTree,
  isTold: (path: string) => boolean,
): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const { path, bytes } of tree.readMany(candidatesIn(tree, isTold))) {
    if (bytes && isArchive(bytes)) found.push(path);
  }
  return found.sort();
}
