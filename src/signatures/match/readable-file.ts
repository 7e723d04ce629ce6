import { isPopularName, npm } from '../../ecosystems/index.js';
import { limitOf } from '../../files/index.js';
import { isNodeScriptName, readableCopy, type PackageCode, type ReadableCopy } from '../../program/index.js';
import type { CodeOwners } from '../behaviour/followed-code.js';
import type { FoundKeywords } from '../text/keyword-finder.js';
import { lineAt, type Hit } from './hit.js';
import { scannedFile, type ScannedFile, type TreeMaking } from './scanned-file.js';

/** A script with the texts written out that it computes, and the script itself. */
export class ReadableFile {
  readonly file: ScannedFile;
  private readonly original: ScannedFile;
  private readonly copy: ReadableCopy;

  constructor(original: ScannedFile, copy: ReadableCopy, file: ScannedFile) {
    this.original = original;
    this.copy = copy;
    this.file = file;
  }

  originalText(): string {
    return this.original.text();
  }

  /** Where a piece of the copy is in the script. */
  spanIn({ start, end }: Readonly<{ start: number; end: number }>): { start: number; end: number } {
    return { start: this.copy.offsetIn(start), end: this.copy.offsetIn(end) };
  }

  /** The hit with its place in the script: a rule found it in the copy. */
  placed(hit: Hit): Hit {
    const offset = this.copy.offsetIn(hit.offset);
    return { ...hit, offset, line: hit.line === null ? null : lineAt(this.original.text(), offset) };
  }
}

/** The code of a bundle that few know. */
function strangersIn(file: ScannedFile, packages: PackageCode): ReturnType<PackageCode['outsideOf']> {
  const { path } = file.entry;
  if (!packages.knows(path)) return [];
  const place = { path, text: file.text(), reach: limitOf('behaviour-beside') };
  return packages.outsideOf(place, (name) => isPopularName(npm.name, name));
}

/** A script that computes texts, readable; null of other files. */
export function readableFile(
  original: ScannedFile,
  findKeywords: (bytes: Uint8Array) => FoundKeywords,
  { making, packages }: { readonly making: TreeMaking; readonly packages: PackageCode | null },
): ReadableFile | null {
  const copy = isNodeScriptName(original.entry.path)
    ? readableCopy(
        original.text(),
        () => original.tree(),
        () => (packages ? strangersIn(original, packages) : []),
      )
    : null;
  if (!copy) return null;
  const bytes = Buffer.from(copy.text);
  const { entry, path } = original;
  const file = scannedFile({ entry, path, bytes, keywords: findKeywords(bytes) }, making);
  return new ReadableFile(original, copy, file);
}

/** Whose code the parts of scripts are, and those of their copies; null where no packages are known. */
export function partsOf(
  packages: PackageCode | null,
  copies: ReadonlyMap<string, ReadableFile>,
): CodeOwners | null {
  return (
    packages && {
      knows: (path) => packages.knows(path),
      at(path, text, code) {
        const copy = copies.get(path);
        return copy
          ? packages.at(path, copy.originalText(), copy.spanIn(code))
          : packages.at(path, text, code);
      },
    }
  );
}
