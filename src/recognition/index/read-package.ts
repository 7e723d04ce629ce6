import type { ByteReader } from './byte-reader.js';
import type { IndexedDependency, IndexedImport, IndexedPackage, IndexedText } from './fingerprint-index.js';
import { HASH_PLANES } from './index-format.js';
import { membersOf } from './version-sets.js';

/** Makes a value at the first call. */
export function onDemand<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

function readTexts(reader: ByteReader): IndexedText[] {
  const count = reader.count();
  const files = reader.ascending(count);
  const sizes = reader.numbers(count);
  const sets = reader.numbers(count);
  const hashes = reader.planes(count, HASH_PLANES);
  return Array.from(files, (file, at) => {
    return { file, size: sizes[at] ?? 0, set: sets[at] ?? 0, hash: hashes[at] ?? 0 };
  });
}

export function readDependency(reader: ByteReader): IndexedDependency {
  return {
    name: reader.text(),
    range: reader.text(),
    isOptional: reader.number() === 1,
    runs: [...reader.ascending(reader.count())],
  };
}

function readImports(reader: ByteReader): IndexedImport[] {
  return reader.list(() => ({ name: reader.text(), file: reader.number(), set: reader.number() }));
}

/** Reads a value at the first call, after the value that stands before it. */
function onDemandAfter<T>(before: () => unknown, read: () => T): () => T {
  return onDemand(() => {
    before();
    return read();
  });
}

/**
 * Reads a package of an index, without its files. Versions and requirements are read on demand: an index has a hundred thousand
 * requirements, and a bundle has few packages.
 */
export function readPackage(reader: ByteReader): IndexedPackage {
  const name = reader.text();
  const forkGroup = reader.text();
  const shapeSample = reader.number();
  const details = reader.part();
  const versions = onDemand(() => {
    const published = details.list(() => details.text());
    const indexed = [...details.ascending(details.count())].map((place) => published[place] ?? '');
    const sets = details.list(() => membersOf(details.raw(Math.ceil(indexed.length / 8))));
    return { published, indexed, sets };
  });
  const dependencies = onDemandAfter(versions, () => details.list(() => readDependency(details)));
  const texts = onDemandAfter(dependencies, () => readTexts(details));
  const someImport = onDemandAfter(texts, () => readImports(details));
  return {
    name,
    forkGroup,
    shapeSample,
    get published() {
      return versions().published;
    },
    get versions() {
      return versions().indexed;
    },
    get sets() {
      return versions().sets;
    },
    get dependencies() {
      return dependencies();
    },
    get texts() {
      return texts();
    },
    get someImport() {
      return someImport();
    },
  };
}
