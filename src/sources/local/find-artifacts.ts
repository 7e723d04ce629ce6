import { limitOf } from '../../files/index.js';
import type { ArtifactKind, Problem } from '../../model/index.js';
import {
  entriesIn,
  isInside,
  namelessProblems,
  realPathOf,
  shownPath,
  type FolderEntry,
} from '../host-files.js';
import type { Target } from '../source.js';
import { openTarget } from '../zip-names.js';
import { isArtifactFile, isArtifactName, kindOfFile, kindOfFolder } from './classify.js';
import { isUnreadArchiveName, unreadArchive } from './unread-archives.js';

export interface FoundArtifact {
  readonly hostPath: string;
  readonly kind: ArtifactKind;
}

export interface Search {
  readonly artifacts: readonly FoundArtifact[];
  readonly problems: readonly Problem[];
}

const NOTHING: Search = { artifacts: [], problems: [] };

function nothingBut(code: Problem['code'], path: string, message: string): Search {
  return { artifacts: [], problems: [{ code, path, message, affectsCompleteness: true }] };
}

function joined(searches: readonly Search[]): Search {
  return {
    artifacts: searches.flatMap(({ artifacts }) => artifacts),
    problems: searches.flatMap(({ problems }) => problems),
  };
}

/** State of a search in one target. */
interface Walk {
  readonly target: Target;
  /** Real path of the target. */
  readonly root: string;
  /** Real paths already visited: a link may lead to a parent folder, or to an archive beside it. */
  readonly seen: Set<string>;
}

/** Whether a file of a folder is an artifact: by its name or, where it has no ending, by its first bytes, as blobs of images are. */
async function isArtifact({ hostPath, name }: FolderEntry): Promise<boolean> {
  return isArtifactName(name) || (!name.includes('.') && (await isArtifactFile(hostPath)));
}

async function searchEntry(walk: Walk, entry: FolderEntry, depth: number): Promise<Search> {
  const { hostPath, kind, name } = entry;
  const path = shownPath(walk.target, hostPath);
  if (kind === 'file' && isUnreadArchiveName(name)) return { artifacts: [], problems: [unreadArchive(path)] };
  const isCandidate = kind === 'directory' ? name !== '.git' : kind === 'file' && (await isArtifact(entry));
  if (!isCandidate) return NOTHING;
  const real = await realPathOf(hostPath);
  if (!isInside(walk.root, real)) {
    return nothingBut('unsafe-path', path, `${path} is a link out of the folder and was not followed.`);
  }
  if (walk.seen.has(real)) return NOTHING;
  walk.seen.add(real);
  if (kind === 'directory') return searchFolder(walk, hostPath, depth + 1);
  return { artifacts: [{ hostPath, kind: await kindOfFile(hostPath) }], problems: [] };
}

async function searchFolder(walk: Walk, folder: string, depth: number): Promise<Search> {
  const path = shownPath(walk.target, folder);
  const entries = await entriesIn(folder);
  if (!entries) return nothingBut('denied', path, `${path} could not be listed.`);
  const kind = kindOfFolder(entries);
  if (kind) return { artifacts: [{ hostPath: folder, kind }], problems: [] };
  if (depth >= limitOf('target-depth') && entries.some((entry) => entry.kind === 'directory'))
    return nothingBut(
      'unsupported',
      path,
      `Folders below ${path} are too deep to be searched for functions.`,
    );
  const found: Search[] = [{ artifacts: [], problems: namelessProblems(entries, path) }];
  for (const entry of entries) found.push(await searchEntry(walk, entry, depth));
  return joined(found);
}

async function searchTarget(target: Target): Promise<Search> {
  const root = await realPathOf(target.hostPath);
  return searchFolder({ target, root, seen: new Set([root]) }, target.hostPath, 0);
}

/** Finds the target's artifacts: the target itself, or those in its folders. Does not search inside a folder that is a function. */
export async function findArtifacts(target: Target): Promise<Search> {
  if (target.kind === 'directory') return searchTarget(target);
  const { hostPath, path } = target;
  if (isUnreadArchiveName(hostPath)) return { artifacts: [], problems: [unreadArchive(path)] };
  if (!(await isArtifactFile(hostPath))) return NOTHING;
  const kind = await kindOfFile(hostPath, () => openTarget(target));
  return { artifacts: [{ hostPath, kind }], problems: [] };
}
