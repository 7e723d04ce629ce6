import type { ArtifactKind, Problem } from '../../model/index.js';
import { entriesIn, realPathOf, shownPath, type FolderEntry } from '../host-files.js';
import { isInside } from '../locate.js';
import type { Target } from '../source.js';
import { openTarget } from '../zip-names.js';
import { isArtifactFile, isArtifactName, isUnreadArchiveName, kindOfFile, kindOfFolder } from './classify.js';

/** Folders inside folders that are looked through for artifacts. */
const MAX_DEPTH = 5;

export interface FoundArtifact {
  readonly hostPath: string;
  readonly kind: ArtifactKind;
}

export interface Search {
  readonly artifacts: readonly FoundArtifact[];
  readonly problems: readonly Problem[];
}

function nothingBut(code: Problem['code'], path: string, message: string): Search {
  return { artifacts: [], problems: [{ code, path, message, affectsCompleteness: true }] };
}

function unreadArchive(path: string): Search {
  const message = `${path} is an archive of a format that is not read (zip, jar, tar and tar.gz are).`;
  return nothingBut('unsupported', path, message);
}

function joined(searches: readonly Search[]): Search {
  return {
    artifacts: searches.flatMap(({ artifacts }) => artifacts),
    problems: searches.flatMap(({ problems }) => problems),
  };
}

async function searchEntry(target: Target, entry: FolderEntry, depth: number): Promise<Search> {
  const { hostPath, kind, name } = entry;
  if (kind === 'file' && isUnreadArchiveName(name)) return unreadArchive(shownPath(target, hostPath));
  const isCandidate = kind === 'directory' ? name !== '.git' : kind === 'file' && isArtifactName(name);
  if (!isCandidate) return { artifacts: [], problems: [] };
  const path = shownPath(target, hostPath);
  const [real, root] = await Promise.all([realPathOf(hostPath), realPathOf(target.hostPath)]);
  if (!isInside(root, real)) {
    return nothingBut('unsafe-path', path, `${path} is a link out of the folder and was not followed.`);
  }
  if (kind === 'directory') return searchFolder(target, hostPath, depth + 1);
  return { artifacts: [{ hostPath, kind: await kindOfFile(hostPath) }], problems: [] };
}

async function searchFolder(target: Target, folder: string, depth: number): Promise<Search> {
  const path = shownPath(target, folder);
  const entries = await entriesIn(folder);
  if (!entries) return nothingBut('denied', path, `${path} could not be listed.`);
  const kind = kindOfFolder(entries);
  if (kind) return { artifacts: [{ hostPath: folder, kind }], problems: [] };
  if (depth >= MAX_DEPTH && entries.some((entry) => entry.kind === 'directory'))
    return nothingBut(
      'unsupported',
      path,
      `Folders below ${path} are too deep to be looked through for functions.`,
    );
  const found: Search[] = [];
  for (const entry of entries) found.push(await searchEntry(target, entry, depth));
  return joined(found);
}

/** Artifacts at the target: itself, or those in its folders. Never looks below a folder that is a function. */
export async function findArtifacts(target: Target): Promise<Search> {
  if (target.kind === 'directory') return searchFolder(target, target.hostPath, 0);
  const { hostPath } = target;
  if (!(await isArtifactFile(hostPath))) return { artifacts: [], problems: [] };
  const kind = await kindOfFile(hostPath, () => openTarget(target));
  return { artifacts: [{ hostPath, kind }], problems: [] };
}
