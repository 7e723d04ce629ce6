import { below, beyondLimit, limitOf, parentOf, type FileTree } from '../../files/index.js';
import type { Problem } from '../../model/index.js';
import { metadataAmong, placeOf, placesOf } from './python-metadata.js';
import { RECORD_PATH } from './record-path.js';
import { condaRecord, type CondaRecord } from './schema.js';

/** A package that a record of an environment describes. */
export interface CondaPackage extends CondaRecord {
  /** Path of its record. */
  readonly path: string;
  /** Folder of the environment. */
  readonly prefix: string;
  /** Its files that are there. */
  readonly present: readonly string[];
}

interface ReadRecords {
  readonly packages: readonly CondaPackage[];
  readonly problems: readonly Problem[];
}

function parsed(text: string): CondaRecord | null {
  try {
    return condaRecord.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

function broken(path: string): Problem {
  const message = 'The record of a Conda package cannot be read: what it installed is not known.';
  return { code: 'malformed', path, message, affectsCompleteness: true };
}

function packageOf(tree: FileTree, path: string, record: CondaRecord): CondaPackage {
  const prefix = parentOf(parentOf(path));
  const present = record.files
    .map((file) => below(prefix, file))
    .filter((file) => tree.files.has(file) || tree.links.has(file));
  return { ...record, path, prefix, present };
}

function withoutFiles({ name, version, path }: CondaPackage): Problem {
  const message = `The record of ${name} ${version} is there, but none of its files: it is no package.`;
  return { code: 'unresolved', path, message, affectsCompleteness: false };
}

function replaced({ name, version, path }: CondaPackage): Problem {
  const message = `The record of ${name} ${version} is left, but another release was installed in its place: it is no package.`;
  return { code: 'unresolved', path, message, affectsCompleteness: false };
}

/** Whether pip removed the metadata that Conda installed, and installed another release. */
function isReplaced({ prefix, files, present }: CondaPackage, places: ReadonlySet<string>): boolean {
  const metadata = metadataAmong(files);
  return metadata !== null && metadataAmong(present) === null && places.has(placeOf(below(prefix, metadata)));
}

/** The packages of all environments. One whose files were all removed is none, nor is one that pip replaced. */
export async function readRecords(tree: FileTree): Promise<ReadRecords> {
  const problems: Problem[] = [];
  const packages: CondaPackage[] = [];
  const paths = [...tree.files.keys()].filter((path) => RECORD_PATH.test(path));
  const places = placesOf(tree.files.keys());
  for await (const { path, bytes, problem } of tree.readMany(paths)) {
    if (problem) problems.push(problem);
    else if (bytes.length > limitOf('python-record'))
      problems.push(beyondLimit('python-record', path, 'The record of a Conda package is too large.'));
    else {
      const record = parsed(new TextDecoder().decode(bytes));
      const found = record && packageOf(tree, path, record);
      if (!found) problems.push(broken(path));
      else if (found.files.length > 0 && found.present.length === 0) problems.push(withoutFiles(found));
      else if (isReplaced(found, places)) problems.push(replaced(found));
      else packages.push(found);
    }
  }
  return { packages, problems };
}
