import { cratesIo, isFields, type Fields } from '../../ecosystems/index.js';
import { lockfileOf, type LockEdge, type LockEntry } from '../lock-entries.js';
import type { LockfileReader } from '../lockfile-reader.js';
import { unreadLockfile } from '../lockfile.js';
import { loadToml, tomlEntries, text, textsIn } from '../toml-lock.js';

// https://doc.rust-lang.org/cargo/guide/cargo-toml-vs-cargo-lock.html; versions 1 to 4 of the format.

/** crates.io, by its index of today and the one before. */
const PUBLIC =
  /^(?:registry|sparse)\+https:\/\/(?:github\.com\/rust-lang\/crates\.io-index|index\.crates\.io)\b/;

/** `name`, `name version`, `name version (source)` */
function edgeOf(dependency: string): LockEdge[] {
  const [name, version = null] = dependency.split(' ', 2);
  return name === undefined || name === '' ? [] : [{ name, version }];
}

function edgesOf({ dependencies }: Fields): LockEdge[] {
  return textsIn(dependencies).flatMap(edgeOf);
}

/** A crate without a source is the application's own. */
function isOwn({ source }: Fields): boolean {
  return text(source) === null;
}

function entryOf(fields: Fields): LockEntry[] {
  const name = text(fields['name']);
  if (name === null || isOwn(fields)) return [];
  const isPrivate = !PUBLIC.test(text(fields['source']) ?? '');
  const version = text(fields['version']);
  return [{ name, version, isPrivate, marker: null, dependencies: edgesOf(fields) }];
}

/** Lockfiles of Cargo. They also lock what only tests, builds and other systems need. */
export const cargo = {
  id: 'cargo',
  title: 'Cargo (Rust)',
  fileNames: ['Cargo.lock'],
  prepare: loadToml,
  read({ path, text: source }) {
    const entries = tomlEntries(source, 'package')?.filter(isFields);
    if (!entries)
      return unreadLockfile(
        path,
        'malformed',
        'The lockfile is none that Cargo writes: its crates were not seen.',
      );
    const roots = entries.filter(isOwn).flatMap(edgesOf);
    return lockfileOf({ path, ecosystem: cratesIo.name }, entries.flatMap(entryOf), roots);
  },
} satisfies LockfileReader;
