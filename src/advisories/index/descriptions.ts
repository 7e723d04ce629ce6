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

/** The description of a record in one of some folders' files; null when none has it. */
export function findDescription(paths: readonly string[], id: string): AdvisoryDescription | null {
  for (const path of paths) {
    const file = openDescriptions(path);
    if (!file) continue;
    try {
      const [stored] = file.find(id);
      const found = decodeDescription(stored);
      if (found) return found;
    } catch {
      // A damaged file has no descriptions.
    } finally {
      file.close();
    }
  }
  return null;
}
