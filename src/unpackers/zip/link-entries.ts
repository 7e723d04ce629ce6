import { decodeName, limitOf, linkTarget, type Limits } from '../../files/index.js';
import { readEntry, type EntrySource } from './read-entry.js';
import { isLink, type ZipEntry } from './zip-entry.js';

/** Host system for which unzip, bsdtar and Go's archive/zip all create links: Unix (APPNOTE 4.4.2). */
const UNIX = 3;
/**
 * Host systems for which only one extractor creates links: unzip for VMS, Atari, BeOS and Atheos, Go for macOS. For all
 * other systems no extractor does. Java and Python never create links. The test of this file has the measured table.
 */
const DISPUTED_HOSTS: ReadonlySet<number> = new Set([2, 5, 16, 19, 30]);

const CONTROL_CHARACTER = /[\0-\x1f]/;
/** Characters that no tool puts into a folder name, and that every JavaScript statement with an effect needs at least one of. */
const CODE_CHARACTER = /['"`(){};=]/;

/** How an entry with a link's mode is treated: as a link to `target`, or as a file, with the reason why extractors may treat it differently. */
export type LinkReading =
  | { readonly target: string; readonly doubt?: undefined }
  | { readonly target?: undefined; readonly doubt: string | null };

/** Paths of an archive's entries and of all folders above them. */
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

/** Returns a function that reads entries with a link's mode; it returns undefined for all others. */
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
