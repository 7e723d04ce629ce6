import { limitOf } from '../../files/index.js';

/** The tools that keep a list of installed packages, by the type that package URLs give their packages. */
export type PackageFormat = 'deb' | 'apk' | 'rpm';

/** A package as the list of its package manager has it. */
export interface SystemPackage {
  readonly name: string;
  readonly version: string;
  /** '' if it is not stated. */
  readonly architecture: string;
  /** The source that it was built from: advisories of most distributions name sources. */
  readonly source: { readonly name: string; readonly version: string };
  readonly license: string | null;
  /** The file that lists it. */
  readonly path: string;
  /** Its files, relative to the system's root; null if another file lists them. */
  readonly files: readonly string[] | null;
}

/** The packages of one list. */
export interface SystemList {
  readonly packages: readonly SystemPackage[];
  /** Entries that have no name or version, or hold what no list has there. */
  readonly unreadable: number;
}

/** The same for a package and its version, and for no other. */
export function packageId({ name, architecture, version }: SystemPackage): string {
  return `${name}:${architecture}@${version}`;
}

// eslint-disable-next-line no-control-regex
const STRANGE = /[\u0000-\u0020\u007f]/;

/** Whether a text can be a name or version: no list has white space or control characters in them. */
export function isWord(text: string): boolean {
  return text !== '' && text.length <= limitOf('system-word') && !STRANGE.test(text);
}
