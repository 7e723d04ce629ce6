import { statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { limitOf, readUserBytes } from '../../files/index.js';
import { indexFileOf, openIndex } from '../index/advisory-index.js';
import { newIndexBuilder } from '../index/build-index.js';
import { descriptionsFileOf } from '../index/descriptions.js';
import { writeFeedState } from '../index/feed-state.js';
import { readUpdateinfo, type Updateinfo } from '../records/updateinfo.js';
import { fetchFile, NO_VALIDATORS } from './feed.js';
import { checkLoss, implausible, MAX_UNREADABLE } from './plausibility.js';
import type { FeedPlace, PartUpdate } from './update-ecosystem.js';

/** A list of updates of a distribution's release, in a file or at an address. */
export interface UpdateinfoSource {
  /** `Amazon Linux:2023` */
  readonly ecosystem: string;
  readonly location: string;
}

interface Loaded {
  readonly bytes: Buffer;
  /** How reports name it: without credentials and folders. */
  readonly source: string;
  /** When it was downloaded, as far as that is known. */
  readonly asOf: Date;
}

const IS_URL = /^https?:\/\//i;

async function load(location: string, { connection, now }: FeedPlace): Promise<Loaded> {
  if (IS_URL.test(location)) {
    const url = new URL(location);
    const fetched = await fetchFile(url, NO_VALIDATORS, connection);
    return { bytes: fetched?.body ?? Buffer.alloc(0), source: url.origin + url.pathname, asOf: now };
  }
  const hint = 'Give a file or an https:// address: --updateinfo "Amazon Linux:2023=updateinfo.xml.gz".';
  const bytes = readUserBytes({ path: location, what: 'list of updates', hint });
  const { mtime } = statSync(location);
  return { bytes, source: basename(location), asOf: mtime < now ? mtime : now };
}

/** The text of a file, packed by gzip or not. @throws Error */
function textOf(bytes: Buffer): string {
  const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const plain = isPacked ? gunzipSync(bytes, { maxOutputLength: limitOf('updateinfo') }) : bytes;
  if (plain.length > limitOf('updateinfo')) throw new Error('it is too large');
  return plain.toString('utf8');
}

function read({ bytes, source }: Loaded, ecosystem: string): Updateinfo {
  try {
    const found = readUpdateinfo(textOf(bytes), ecosystem);
    if (found.records.length === 0) throw new Error('it has no security updates');
    if (found.unreadable.size > MAX_UNREADABLE)
      throw new Error(`${found.unreadable.size} of its updates cannot be read`);
    return found;
  } catch (cause) {
    const why = (cause as Error).message.slice(0, 200);
    throw implausible(
      `${source} is no updateinfo.xml, packed by gzip or not: ${why}`,
      'Take it from the metadata of the repository (repodata/).',
      cause,
    );
  }
}

function recordsBefore(path: string): number {
  try {
    const index = openIndex(path);
    const { records } = index.about;
    index.close();
    return records;
  } catch {
    // Missing, damaged or of another version.
    return 0;
  }
}

/**
 * Makes the index of a distribution that publishes its advisories in the metadata of its repositories alone.
 * @throws ScanError; the old index is untouched then.
 */
export async function updateFromUpdateinfo(
  { ecosystem, location }: UpdateinfoSource,
  place: FeedPlace,
): Promise<PartUpdate> {
  const loaded = await load(location, place);
  const { records, unreadable } = read(loaded, ecosystem);
  const path = join(place.dir, indexFileOf(ecosystem));
  const builder = newIndexBuilder(ecosystem);
  for (const record of records) builder.add(Buffer.from(JSON.stringify(record)));
  const before = recordsBefore(path);
  checkLoss('the list of updates', { lost: before - builder.count(), before }, path);
  const asOf = loaded.asOf.toISOString();
  builder.descriptions.write(descriptionsFileOf(path));
  builder.write(path, { source: loaded.source, asOf, unreadable: unreadable.size });
  writeFeedState(path, { asOf, checkedAt: asOf, ...NO_VALIDATORS });
  return { status: 'updated', records: builder.count(), fetched: 'whole', unreadable };
}
