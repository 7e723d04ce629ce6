import type { ByteReader } from './byte-reader.js';
import type { IndexedDependency, IndexedPackage, IndexedText } from './fingerprint-index.js';
import { HASH_PLANES } from './index-format.js';
import { membersOf } from './version-sets.js';

/** What is made at the first call. */
export function onDemand<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

function readTexts(reader: ByteReader): IndexedText[] {
  if (reader.left === 0) return [];
  const count = reader.count();
  const files = reader.ascending(count);
  const sizes = reader.numbers(count);
  const sets = reader.numbers(count);
  const hashes = reader.planes(count, HASH_PLANES);
  return Array.from(files, (file, at) => {
    return { file, size: sizes[at] ?? 0, set: sets[at] ?? 0, hash: hashes[at] ?? 0 };
  });
}

/**
 * Reads a package of an index, without its files. Of what its versions are and ask for nothing is read before it is asked for: an
 * index has a hundred thousand dependencies, and a bundle some packages.
 */
export function readPackage(reader: ByteReader): IndexedPackage {
  const name = reader.text();
  const family = reader.text();
  const shapeSample = reader.number();
  const details = reader.part();
  const versions = onDemand(() => {
    const published = details.list(() => details.text());
    const indexed = [...details.ascending(details.count())].map((place) => published[place] ?? '');
    const sets = details.list(() => membersOf(details.raw(Math.ceil(indexed.length / 8))));
    return { published, indexed, sets };
  });
  const dependencies = onDemand(() => {
    // They follow.
    versions();
    return details.list((): IndexedDependency => ({
      name: details.text(),
      range: details.text(),
      runs: [...details.ascending(details.count())],
    }));
  });
  const texts = onDemand(() => {
    dependencies();
    return readTexts(details);
  });
  return {
    name,
    family,
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
  };
}
