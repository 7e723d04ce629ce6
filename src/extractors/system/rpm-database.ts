import { readRpmHeader, type RpmHeader } from './rpm-header.js';
import { readSqliteTable } from './sqlite-table.js';
import { isWord, type SystemList, type SystemPackage } from './system-package.js';

/** Keys of signatures stand among packages. */
const KEY = 'gpg-pubkey';

/** `openssl-3.0.7-24.el9.src.rpm`: the name may have hyphens, version and release have none. */
const SOURCE_FILE = /^(.+)-([^-]+-[^-]+)\.(?:no)?src\.rpm$/;

/** `1:3.0.7-24.el9`; an epoch of 0 is left out, as rpm does it. */
function fullVersion(epoch: number, rest: string): string {
  return epoch === 0 ? rest : `${epoch}:${rest}`;
}

function ownVersion({ version, release }: RpmHeader): string {
  return `${version}-${release}`;
}

/** Epochs of sources, which their file names lack: a package of the same version has the same one. */
function epochsOf(headers: readonly RpmHeader[]): ReadonlyMap<string, number> {
  const same = headers.filter((header) => SOURCE_FILE.exec(header.sourceFile)?.[2] === ownVersion(header));
  return new Map(same.map(({ sourceFile, epoch }) => [sourceFile, epoch]));
}

function sourceOf(header: RpmHeader, epochs: ReadonlyMap<string, number>): SystemPackage['source'] {
  const own = { name: header.name, version: fullVersion(header.epoch, ownVersion(header)) };
  const [, name, version] = SOURCE_FILE.exec(header.sourceFile) ?? [];
  if (name === undefined || version === undefined || !isWord(name) || !isWord(version)) return own;
  return { name, version: fullVersion(epochs.get(header.sourceFile) ?? header.epoch, version) };
}

function isReadable(header: RpmHeader): boolean {
  return [header.name, header.version, header.release].every(isWord);
}

/** What a database holds; null if the file is none. */
export type RpmList = SystemList & {
  /** False if a part of the file could not be read. */
  readonly isWhole: boolean;
};

/** Reads the packages of `rpmdb.sqlite`. https://github.com/rpm-software-management/rpm/blob/master/lib/backend/sqlite.cc: `Packages(hnum, blob)` */
export function readRpmDatabase(bytes: Uint8Array, path: string): RpmList | null {
  const table = readSqliteTable(bytes, 'Packages');
  if (!table) return null;
  const read = table.rows.map(([, blob]) => (Buffer.isBuffer(blob) ? readRpmHeader(blob) : null));
  const headers = read.flatMap((header) => (header && isReadable(header) ? header : []));
  const epochs = epochsOf(headers);
  const packages = headers
    .filter(({ name }) => name !== KEY)
    .map((header) => ({
      name: header.name,
      version: fullVersion(header.epoch, ownVersion(header)),
      architecture: isWord(header.architecture) ? header.architecture : '',
      source: sourceOf(header, epochs),
      license: header.license,
      path,
      files: header.files,
    }));
  return { packages, unreadable: read.length - headers.length, isWhole: table.isWhole };
}
