import type { AdvisoryDescription } from '../records/description.js';
import { openBucketFile, type BucketFile } from './bucket-file.js';
import { writeBucketFile } from './write-bucket-file.js';

const KIND = 'descriptions';

/** File of the descriptions of an ecosystem's records, beside its index. */
export function descriptionsFileOf(indexPath: string): string {
  return indexPath.replace(/\.advisories$/, '.descriptions');
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function decodeDescription(stored: unknown): AdvisoryDescription | null {
  if (!Array.isArray(stored)) return null;
  const [summary, details, references, credits] = stored as unknown[];
  if (typeof summary !== 'string' || typeof details !== 'string') return null;
  if (!isTexts(references) || !isTexts(credits)) return null;
  return { summary, details, references, credits };
}

/** Collects the descriptions of an ecosystem's records. */
export interface DescriptionsBuilder {
  /** @param description null: the record has none. */
  put(id: string, description: AdvisoryDescription | null): void;
  /** Takes over what an older file has. */
  keep(file: BucketFile): void;
  /** Forgets records by id. */
  drop(ids: ReadonlySet<string>): void;
  write(path: string): void;
}

export function newDescriptions(): DescriptionsBuilder {
  const values = new Map<string, readonly [string]>();
  return {
    put(id, description) {
      if (!description) return;
      const { summary, details, references, credits } = description;
      values.set(id, [JSON.stringify([summary, details, references, credits])]);
    },
    keep(file) {
      for (const [id, [stored]] of file.entries()) values.set(id, [JSON.stringify(stored)]);
    },
    drop(ids) {
      for (const id of ids) values.delete(id);
    },
    write: (path) => writeBucketFile(path, { about: { kind: KIND }, values }),
  };
}

/** Opens a file of descriptions; null when there is none or it is damaged: they only add to what is shown. */
export function openDescriptions(path: string): BucketFile | null {
  try {
    const file = openBucketFile(path);
    if ((file.about as { kind?: unknown } | null)?.kind === KIND) return file;
    file.close();
  } catch {
    // Nothing is known then.
  }
  return null;
}

/** The files of descriptions that were needed so far, each opened once: its table of buckets is read then. */
export interface DescriptionFiles {
  /** The description of a record in one of some files; null when none has it. */
  find(paths: readonly string[], id: string): AdvisoryDescription | null;
  close(): void;
}

function describedIn(file: BucketFile, id: string): AdvisoryDescription | null {
  try {
    return decodeDescription(file.find(id)[0]);
  } catch {
    // A damaged file has no descriptions.
    return null;
  }
}

export function openDescriptionFiles(): DescriptionFiles {
  const opened = new Map<string, BucketFile | null>();
  const fileAt = (path: string): BucketFile | null => {
    const known = opened.get(path);
    const file = known === undefined ? openDescriptions(path) : known;
    opened.set(path, file);
    return file;
  };
  return {
    find(paths, id) {
      for (const path of paths) {
        const file = fileAt(path);
        const found = file && describedIn(file, id);
        if (found) return found;
      }
      return null;
    },
    close() {
      for (const file of opened.values()) file?.close();
      opened.clear();
    },
  };
}
