import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { familyOf } from '../../ecosystems/index.js';
import { indexFileOf, openIndex, type AdvisoryIndex } from '../index/advisory-index.js';
import { addArchive, addSingly, type Source, type Unreadable } from './add-records.js';
import type { BucketFile } from '../index/bucket-file.js';
import { descriptionsFileOf, openDescriptions } from '../index/descriptions.js';
import { newIndexBuilder } from '../index/build-index.js';
import { downloadFile } from './download.js';
import { fetchFile, NO_VALIDATORS, type Connection, type Validators } from './feed.js';
import { readFeedState, writeFeedState } from '../index/feed-state.js';
import { packModifiedIds, parseModifiedIds, unpackModifiedIds, type ModifiedIds } from './modified-ids.js';
import { checkLoss, implausible, MAX_UNREADABLE } from './plausibility.js';

/** The result of one part; a failed part left the old data in use. */
export type PartUpdate =
  | {
      readonly status: 'updated';
      readonly records: number;
      readonly fetched: 'whole' | number;
      readonly unreadable: Unreadable;
    }
  | { readonly status: 'unchanged'; readonly records: number };

export interface FeedPlace {
  /** Of the whole export; may carry credentials. */
  readonly baseUrl: URL;
  /** Database folder. */
  readonly dir: string;
  readonly connection: Connection;
  readonly now: Date;
}

/** With more changes than this, the whole export is downloaded. */
const MAX_SINGLE_FETCHES = 300;

interface Current {
  readonly index: AdvisoryIndex;
  readonly descriptions: BucketFile;
  readonly ids: ModifiedIds;
  readonly validators: Validators;
}

/** A mirror's name, without credentials. */
function sourceOf({ baseUrl }: FeedPlace): string {
  const shown = new URL(baseUrl);
  shown.username = '';
  shown.password = '';
  return shown.href;
}

function currentOf(
  index: AdvisoryIndex,
  descriptions: BucketFile | null,
  { path, place }: { path: string; place: FeedPlace },
): Current | null {
  const ids = unpackModifiedIds(index.tail());
  if (index.about.source !== sourceOf(place) || ids.size === 0 || !index.verify()) return null;
  if (!descriptions?.verify()) return null;
  const state = readFeedState(path);
  // Unreadable records are requested again, even when the server has nothing newer.
  const fits = state?.asOf === index.about.asOf && index.about.unreadable === 0;
  return { index, descriptions, ids, validators: fits ? state : NO_VALIDATORS };
}

/** The folder's data of this very source, complete and undamaged; null without any. */
function openCurrent(path: string, place: FeedPlace): Current | null {
  let index: AdvisoryIndex | null = null;
  const descriptions = openDescriptions(descriptionsFileOf(path));
  let current: Current | null = null;
  try {
    index = openIndex(path);
    current = currentOf(index, descriptions, { path, place });
  } catch {
    // Missing, damaged or of another version: the export is downloaded in full.
  }
  if (!current) {
    index?.close();
    descriptions?.close();
  }
  return current;
}

/** @throws ScanError `data` when the list is not whole. */
function readIds(body: Buffer, current: Current | null, path: string): ModifiedIds {
  const ids = parseModifiedIds(body.toString('utf8'));
  if (!ids || ids.size === 0) throw implausible('modified_id.csv is not a list of records, or is cut off');
  if (current) {
    const lost = changesOf(ids, current).gone.length;
    checkLoss('modified_id.csv', { lost, before: current.ids.size }, path);
  }
  return ids;
}

/** Records of the archive that the list lacks, though it is no older: the source withdrew them. */
function delistedOf(read: ModifiedIds, listed: ModifiedIds): string[] {
  let newest = -Infinity;
  for (const modified of listed.values()) newest = Math.max(newest, Date.parse(modified));
  return [...read].flatMap(([id, modified]) => (listed.has(id) || Date.parse(modified) > newest ? [] : [id]));
}

/**
 * Adds the whole export. Its archive is made at another moment than its list, and records were seen missing from it
 * (google/osv.dev#4567): missing and outdated records are downloaded singly.
 */
async function addWhole(listed: ModifiedIds, source: Source, archive: string): Promise<Unreadable> {
  await downloadFile(source.urlOf('all.zip'), archive, source.connection);
  try {
    const read = await addArchive(archive, source.builder);
    const lacking = [...listed.keys()].filter((id) => {
      const inArchive = read.get(id);
      return inArchive === undefined || Date.parse(inArchive) < Date.parse(listed.get(id) ?? '');
    });
    if (lacking.length > Math.max(MAX_SINGLE_FETCHES, listed.size / 20)) {
      throw implausible(`all.zip lacks ${lacking.length} of the ${listed.size} records that it should have`);
    }
    source.builder.drop(new Set([...lacking, ...delistedOf(read, listed)]));
    const unreadable = await addSingly(lacking, source);
    const [first] = unreadable;
    if (first && unreadable.size > MAX_UNREADABLE) {
      throw implausible(`${unreadable.size} records cannot be read: ${first.join(': ')}, …`);
    }
    return unreadable;
  } finally {
    await rm(archive, { force: true });
  }
}

/** Updates the existing index when little changed. @returns null when the whole export is better. */
async function addChanges(changes: Changes, source: Source, current: Current): Promise<Unreadable | null> {
  if (changes.fresh.length > MAX_SINGLE_FETCHES) return null;
  source.builder.keep(current.index);
  source.builder.descriptions.keep(current.descriptions);
  source.builder.drop(new Set([...changes.fresh, ...changes.gone]));
  const unreadable = await addSingly(changes.fresh, source);
  return unreadable.size > MAX_UNREADABLE ? null : unreadable;
}

interface Changes {
  /** Ids of new and changed records. */
  readonly fresh: readonly string[];
  /** Ids that are not listed any more. */
  readonly gone: readonly string[];
}

function changesOf(listed: ModifiedIds, { ids }: Pick<Current, 'ids'>): Changes {
  return {
    fresh: [...listed.keys()].filter((id) => ids.get(id) !== listed.get(id)),
    gone: [...ids.keys()].filter((id) => !listed.has(id)),
  };
}

interface Job {
  readonly ecosystem: string;
  readonly path: string;
  readonly place: FeedPlace;
  readonly current: Current | null;
}

function newSource({ ecosystem, place }: Job): Source {
  // The export of a distribution holds all of its releases.
  const folder = new URL(`${encodeURIComponent(familyOf(ecosystem))}/`, place.baseUrl);
  return {
    connection: place.connection,
    builder: newIndexBuilder(ecosystem),
    urlOf: (file) => new URL(file, folder),
  };
}

/** Builds and writes the index of the listed records. */
async function build(listed: ModifiedIds, job: Job): Promise<PartUpdate> {
  const { path, place, current } = job;
  const changes = changesOf(listed, current ?? { ids: new Map() });
  const incremental = newSource(job);
  const missed = current && (await addChanges(changes, incremental, current));
  const source = missed ? incremental : newSource(job);
  const unreadable = missed ?? (await addWhole(listed, source, `${path}.zip`));
  const { builder } = source;
  const before = current?.index.about.records ?? 0;
  checkLoss('the export', { lost: before - builder.count(), before }, path);
  // Without the unreadable ones, so that the next update requests them again.
  const held = new Map([...listed].filter(([id]) => !unreadable.has(id)));
  const asOf = place.now.toISOString();
  const about = { source: sourceOf(place), asOf, unreadable: unreadable.size };
  // The index last: what it holds is then described.
  builder.descriptions.write(descriptionsFileOf(path));
  builder.write(path, about, packModifiedIds(held));
  return {
    status: 'updated',
    records: builder.count(),
    fetched: missed ? changes.fresh.length : 'whole',
    unreadable,
  };
}

async function update(job: Job): Promise<PartUpdate> {
  const { path, place, current } = job;
  const checkedAt = place.now.toISOString();
  const list = await fetchFile(
    newSource(job).urlOf('modified_id.csv'),
    current?.validators ?? NO_VALIDATORS,
    place.connection,
  );
  const listed = list && readIds(list.body, current, path);
  if (current && (!listed || isSame(listed, current.ids))) {
    const { asOf, records } = current.index.about;
    const { etag, lastModified } = list ?? current.validators;
    writeFeedState(path, { asOf, checkedAt, etag, lastModified });
    return { status: 'unchanged', records };
  }
  if (!list || !listed)
    throw implausible('the server answered "not modified", but no earlier download exists');
  const built = await build(listed, job);
  writeFeedState(path, { asOf: checkedAt, checkedAt, etag: list.etag, lastModified: list.lastModified });
  return built;
}

function isSame(listed: ModifiedIds, held: ModifiedIds): boolean {
  const { fresh, gone } = changesOf(listed, { ids: held });
  return fresh.length + gone.length === 0;
}

/**
 * Brings one ecosystem's index up to date: nothing is downloaded when nothing changed, single records when few did, else
 * the whole export. The new index takes the old one's place in one step, once it is complete.
 * @throws ScanError `network` or `data`; the old index is untouched then.
 */
export async function updateEcosystem(ecosystem: string, place: FeedPlace): Promise<PartUpdate> {
  const path = join(place.dir, indexFileOf(ecosystem));
  const current = openCurrent(path, place);
  try {
    return await update({ ecosystem, path, place, current });
  } finally {
    current?.index.close();
    current?.descriptions.close();
  }
}
