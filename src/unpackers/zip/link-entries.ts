import { decodeName, limitOf, linkTarget, type Limits } from '../../files/index.js';
import { readEntry, type EntrySource } from './read-entry.js';
import { isLink, type ZipEntry } from './zip-entry.js';

/** Writers whose links unzip, bsdtar and Go's archive/zip all make: Unix (APPNOTE 4.4.2). */
const UNIX = 3;
/**
 * Writers whose links only one of those makes: unzip for VMS, Atari, BeOS and Atheos, Go for macOS. Of all other writers nobody
 * makes a link. Java and Python never do. The test of this file has the table that was measured.
 */
const DISPUTED_HOSTS: ReadonlySet<number> = new Set([2, 5, 16, 19, 30]);

const CONTROL_CHARACTER = /[\0-\x1f]/;
/** No tool names a folder by these, and no statement of JavaScript that runs anything does without. */
const CODE_CHARACTER = /['"`(){};=]/;

/** What an entry is that says it is a link: that, or a file, and why extractors may see something else. */
export type LinkReading =
  | { readonly target: string; readonly doubt?: undefined }
  | { readonly target?: undefined; readonly doubt: string | null };

/** Paths that an archive has something at: its entries and the folders that they are in. */
function pathsIn(entries: readonly ZipEntry[]): ReadonlySet<string> {
  const paths = new Set<string>();
  for (const { name } of entries)
    for (let path = name.replace(/\/$/, ''); path !== '' && !paths.has(path);) {
      paths.add(path);
      path = path.slice(0, Math.max(0, path.lastIndexOf('/')));
    }
  return paths;
}

export interface LinkEntries {
  readonly source: EntrySource;
  readonly entries: readonly ZipEntry[];
  readonly limits: Limits;
}

/** Reads entries that say they are links; undefined for all others. */
export function linkReader({
  source,
  entries,
  limits,
}: LinkEntries): (entry: ZipEntry) => LinkReading | undefined {
  let known: ReadonlySet<string> | undefined;

  function leadsNowhere(name: string, target: string): boolean {
    const path = linkTarget(name, target, false);
    known ??= pathsIn(entries);
    return path !== undefined && path !== '' && !known.has(path);
  }

  function read(entry: ZipEntry): LinkReading {
    const { host, size, name } = entry;
    if (DISPUTED_HOSTS.has(host)) return { doubt: 'is a link for some extractors and a file for others' };
    if (host !== UNIX || size === 0) return { doubt: null };
    if (size > limitOf('link-target')) return { doubt: 'is a link whose target is too long for one' };
    const content = readEntry(source, entry, limits);
    if ('why' in content) return { doubt: 'is a link whose target cannot be read' };
    const target = decodeName(content.bytes);
    const isOdd =
      CONTROL_CHARACTER.test(target) || (CODE_CHARACTER.test(target) && leadsNowhere(name, target));
    return isOdd ? { doubt: 'is a link whose target looks like the content of a file' } : { target };
  }

  return (entry) => (isLink(entry) ? read(entry) : undefined);
}
