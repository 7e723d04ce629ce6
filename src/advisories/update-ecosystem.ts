import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ScanError } from '../model/index.js';
import { indexFileOf, openIndex, type AdvisoryIndex } from './advisory-index.js';
import { addArchive, addSingly, type Source, type Unreadable } from './add-records.js';
import { newIndexBuilder } from './build-index.js';
import { downloadFile } from './download.js';
import { fetchFile, NO_VALIDATORS, type Validators } from './feed.js';
import { readFeedState, writeFeedState } from './feed-state.js';
import { packModifiedIds, parseModifiedIds, unpackModifiedIds, type ModifiedIds } from './modified-ids.js';
import type { NetworkSettings } from '../network/index.js';

/** How one ecosystem's update ended; a failed one left the old data in use. */
export type EcosystemUpdate =
  | { readonly status: 'updated'; readonly records: number; readonly fetched: 'whole' | number }
  | { readonly status: 'unchanged'; readonly records: number };

export interface FeedPlace {
  /** Of the whole export; may carry credentials. */
  readonly baseUrl: URL;
  /** Database folder. */
  readonly dir: string;
  readonly settings: NetworkSettings;
  readonly now: Date;
}

/** More changes than this are fetched as the whole export. */
const MAX_SINGLE_FETCHES = 300;
/** A change or two that cannot be had is told and asked for again; more of them is a broken source. */
const MAX_UNREADABLE = 10;

interface Current {
  readonly index: AdvisoryIndex;
  readonly ids: ModifiedIds;
  readonly validators: Validators;
}

/** A mirror's name, without what logs one in there. */
function sourceOf({ baseUrl }: FeedPlace): string {
  const shown = new URL(baseUrl);
  shown.username = '';
  shown.password = '';
  return shown.href;
}

/** What the folder has of this very source; null when there is nothing to build on. */
function openCurrent(path: string, place: FeedPlace): Current | null {
  try {
    const index = openIndex(path);
    const ids = unpackModifiedIds(index.tail());
    if (index.about.source === sourceOf(place) && ids.size > 0) {
      const state = readFeedState(path);
      // What could not be read is asked for again, even when the server has nothing newer.
      const fits = state?.asOf === index.about.asOf && index.about.unreadable === 0;
      return { index, ids, validators: fits ? state : NO_VALIDATORS };
    }
    index.close();
  } catch {
    // Missing, damaged or of another version: the export is fetched whole.
  }
  return null;
}

function implausible(what: string): ScanError {
  return new ScanError('data', `the export is not believed: ${what}`, {
    hint: 'Try again later; the data you have stays in use.',
  });
}

function readIds(body: Buffer, current: Current | null): ModifiedIds {
  const ids = parseModifiedIds(body.toString('utf8'));
  if (!ids || ids.size === 0) throw implausible('its modified_id.csv is no list of records');
  if (current && ids.size * 2 < current.ids.size) {
    throw implausible(`it lists ${ids.size} records where there were ${current.ids.size}`);
  }
  return ids;
}

/**
 * Adds the whole export. Its archive is made at another moment than its list, and records were seen missing from it
 * (google/osv.dev#4567): what it lacks, or has in an older state, is fetched singly.
 */
async function addWhole(listed: ModifiedIds, source: Source, archive: string): Promise<Unreadable> {
  await downloadFile(source.urlOf('all.zip'), archive, source.settings);
  try {
    const read = await addArchive(archive, source.builder);
    const lacking = [...listed.keys()].filter((id) => {
      const inArchive = read.get(id);
      return inArchive === undefined || Date.parse(inArchive) < Date.parse(listed.get(id) ?? '');
    });
    if (lacking.length > Math.max(MAX_SINGLE_FETCHES, listed.size / 20)) {
      throw implausible(`all.zip lacks ${lacking.length} of the ${listed.size} records that it should have`);
    }
    source.builder.drop(new Set(lacking.filter((id) => read.has(id))));
    const unreadable = await addSingly(lacking, source);
    if (unreadable.size > MAX_UNREADABLE) {
      throw implausible(`${unreadable.size} records cannot be read: ${[...unreadable.values()][0]}`);
    }
    return unreadable;
  } finally {
    await rm(archive, { force: true });
  }
}

/** Builds on what is there when little changed. @returns null when the whole export is the better way. */
async function addChanges(changes: Changes, source: Source, current: Current): Promise<Unreadable | null> {
  if (changes.fresh.length > MAX_SINGLE_FETCHES) return null;
  source.builder.keep(current.index);
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
  const folder = new URL(`${encodeURIComponent(ecosystem)}/`, place.baseUrl);
  return {
    settings: place.settings,
    builder: newIndexBuilder(ecosystem),
    urlOf: (file) => new URL(file, folder),
  };
}

/** Builds and writes the index of the listed records. */
async function build(listed: ModifiedIds, job: Job): Promise<EcosystemUpdate> {
  const { path, place, current } = job;
  const changes = changesOf(listed, current ?? { ids: new Map() });
  const incremental = newSource(job);
  const missed = current && (await addChanges(changes, incremental, current));
  const source = missed ? incremental : newSource(job);
  const unreadable = missed ?? (await addWhole(listed, source, `${path}.zip`));
  const { builder } = source;
  const before = current?.index.about.records ?? 0;
  if (builder.count() * 2 < before) {
    throw implausible(`it has ${builder.count()} records where there were ${before}`);
  }
  // Without the unreadable ones, so that the next update asks for them again.
  const held = new Map([...listed].filter(([id]) => !unreadable.has(id)));
  const asOf = place.now.toISOString();
  const about = { source: sourceOf(place), asOf, unreadable: unreadable.size };
  builder.write(path, about, packModifiedIds(held));
  return {
    status: 'updated',
    records: builder.count(),
    fetched: missed ? changes.fresh.length : 'whole',
  };
}

async function update(job: Job): Promise<EcosystemUpdate> {
  const { path, place, current } = job;
  const checkedAt = place.now.toISOString();
  const list = await fetchFile(
    newSource(job).urlOf('modified_id.csv'),
    current?.validators ?? NO_VALIDATORS,
    place.settings,
  );
  const listed = list && readIds(list.body, current);
  if (current && (!listed || isSame(listed, current.ids))) {
    const { asOf, records } = current.index.about;
    const { etag, lastModified } = list ?? current.validators;
    writeFeedState(path, { asOf, checkedAt, etag, lastModified });
    return { status: 'unchanged', records };
  }
  if (!list || !listed) throw implausible('the server says that nothing changed, but there is nothing yet');
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
export async function updateEcosystem(ecosystem: string, place: FeedPlace): Promise<EcosystemUpdate> {
  const path = join(place.dir, indexFileOf(ecosystem));
  const current = openCurrent(path, place);
  try {
    return await update({ ecosystem, path, place, current });
  } finally {
    current?.index.close();
  }
}
