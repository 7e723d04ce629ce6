import type { ByteReader } from './byte-reader.js';
import type { IndexedFile, IndexedPackage } from './fingerprint-index.js';
import { IS_ENTRY, IS_MODULE, IS_SCRIPT } from './index-format.js';

/** A file of an index. Its texts are read at their first use: a bundle has few of an index's hundred thousand files. */
class StoredFile implements IndexedFile {
  readonly number: number;
  readonly package: IndexedPackage;
  readonly isEntry: boolean;
  readonly isEsModule: boolean;
  readonly isScript: boolean;
  readonly firstGroup: number;
  readonly endGroup: number;
  private readonly reader: ByteReader;
  private readonly position: number;
  private texts: { readonly path: string; readonly imports: readonly string[] } | undefined;

  constructor(reader: ByteReader, owner: IndexedPackage, before: readonly IndexedFile[]) {
    this.number = before.length;
    this.package = owner;
    this.reader = reader;
    this.position = reader.position;
    reader.skipText();
    const flags = reader.number();
    this.isEntry = (flags & IS_ENTRY) !== 0;
    this.isEsModule = (flags & IS_MODULE) !== 0;
    this.isScript = (flags & IS_SCRIPT) !== 0;
    for (let left = reader.count(); left > 0; left -= 1) reader.skipText();
    this.firstGroup = before.at(-1)?.endGroup ?? 0;
    this.endGroup = this.firstGroup + reader.count();
  }

  private read() {
    return (this.texts ??= this.reader.readAt(this.position, (reader) => {
      const path = reader.text();
      reader.number();
      return { path, imports: reader.list(() => reader.text()) };
    }));
  }

  get path(): string {
    return this.read().path;
  }

  get imports(): readonly string[] {
    return this.read().imports;
  }
}

/** Reads the file that follows those of `before`. */
export function readFile(
  reader: ByteReader,
  owner: IndexedPackage,
  before: readonly IndexedFile[],
): IndexedFile {
  return new StoredFile(reader, owner, before);
}

/** A file with some properties changed. */
export function changedFile(file: IndexedFile, changes: Partial<IndexedFile>): IndexedFile {
  const { number, path, isEntry, isEsModule, isScript, imports, firstGroup, endGroup } = file;
  return {
    number,
    package: file.package,
    path,
    isEntry,
    isEsModule,
    isScript,
    imports,
    firstGroup,
    endGroup,
    ...changes,
  };
}
