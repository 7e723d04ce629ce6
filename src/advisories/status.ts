import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ScanError } from '../model/index.js';
import { ecosystemsIn, indexFileOf, openIndex } from './index/advisory-index.js';
import { openBucketFile } from './index/bucket-file.js';
import { EPSS_FILE, KEV_FILE, readExploitAbout } from './index/exploit-data.js';
import { readFeedState } from './index/feed-state.js';

/** One file of a database folder. */
export interface DatabasePart {
  /** OSV ecosystem, `KEV` or `EPSS`. */
  readonly name: string;
  readonly path: string;
  readonly source: string;
  readonly asOf: string;
  /** Records, or CVEs. */
  readonly count: number;
  readonly unreadable: number;
  /** Hex digest of its content, as the file says; '' when it could not be opened. */
  readonly sha256: string;
  /** Whether its bytes are those that were written; null when not checked. */
  readonly intact: boolean | null;
  /** Why it could not be opened, null when it could. */
  readonly error: string | null;
}

interface Readable {
  readonly source: string;
  readonly asOf: string;
  readonly count: number;
  readonly unreadable: number;
  readonly sha256: string;
  readonly verify: () => boolean;
  readonly close: () => void;
}

function readIndex(path: string): Readable {
  const index = openIndex(path);
  const { source, asOf, records: count, unreadable } = index.about;
  const state = readFeedState(path);
  const checked = state?.asOf === asOf ? state.checkedAt : asOf;
  return {
    source,
    asOf: checked,
    count,
    unreadable,
    sha256: index.sha256,
    verify: () => index.verify(),
    close: () => index.close(),
  };
}

function readExploits(path: string): Readable {
  const file = openBucketFile(path);
  const about = readExploitAbout(file.about) ?? { source: '', asOf: '', count: 0 };
  const { sha256 } = file;
  return { ...about, unreadable: 0, sha256, verify: () => file.verify(), close: () => file.close() };
}

interface Described {
  readonly name: string;
  readonly path: string;
  readonly verify: boolean;
  readonly open: () => Readable;
}

function describe({ name, path, verify, open }: Described): DatabasePart {
  try {
    const { source, asOf, count, unreadable, sha256, ...file } = open();
    try {
      const intact = verify ? file.verify() : null;
      return { name, path, source, asOf, count, unreadable, sha256, intact, error: null };
    } finally {
      file.close();
    }
  } catch (error) {
    if (!(error instanceof ScanError)) throw error;
    const nothing = { source: '', asOf: '', count: 0, unreadable: 0, sha256: '', intact: false };
    return { ...nothing, name, path, error: error.message };
  }
}

/**
 * The files of a database folder; none when it does not exist. Damaged files are listed, not thrown.
 * @param options.verify also read every byte.
 */
export function inspectDatabase(
  dir: string,
  { verify }: { readonly verify: boolean },
): readonly DatabasePart[] {
  const indexes = ecosystemsIn(dir).map((ecosystem) => {
    const path = join(dir, indexFileOf(ecosystem));
    return describe({ name: ecosystem, path, verify, open: () => readIndex(path) });
  });
  const feeds = [
    { name: 'KEV', path: join(dir, KEV_FILE) },
    { name: 'EPSS', path: join(dir, EPSS_FILE) },
  ];
  const exploits = feeds
    .filter(({ path }) => existsSync(path))
    .map((feed) => describe({ ...feed, verify, open: () => readExploits(feed.path) }));
  return [...indexes, ...exploits];
}
