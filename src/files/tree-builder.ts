import { spend, type Budget } from './budget.js';
import type { FileEntry, FileTree } from './file-tree.js';
import { handleTree } from './handle-tree.js';
import type { ReadWanted } from './read-wanted.js';
import type { Limits } from './limits.js';
import type { ProblemCode } from '../model/index.js';
import type { ProblemLog } from './problem-log.js';
import { linkTarget, safePath } from './safe-path.js';
import { noteCollisions, settleBelowLinks, type Placed } from './tree-checks.js';

/** An entry as the archive has it. Names are raw: the builder checks and normalises them. */
export type TreeItem<H> =
  | {
      readonly kind: 'file';
      readonly name: string;
      /** Inflated bytes as stated. */
      readonly size: number;
      readonly executable: boolean;
      readonly handle: H;
    }
  | { readonly kind: 'folder'; readonly name: string }
  | { readonly kind: 'link'; readonly name: string; readonly target: string }
  /** Another name of an earlier file; `target` is that file's name in the archive. */
  | { readonly kind: 'hard-link'; readonly name: string; readonly target: string };

export interface TreeBuilderOptions<H> {
  readonly limits: Limits;
  readonly budget: Budget;
  readonly log: ProblemLog;
  readonly readWanted: ReadWanted<H>;
  /** Reads the starts of files, where that costs less, see `FileTree`. */
  readonly readHeads?: ReadWanted<H>;
  /** Reads the ends of files, where that costs less. */
  readonly readTails?: ReadWanted<H>;
  /** True if `/x` as a link's target means the tree's own root (images); else it leads out of the tree. */
  readonly absoluteRoot?: boolean;
  /** True if names come from this machine's own file system, where they are what they are: no Windows rules. */
  readonly hostNames?: boolean;
  /**
   * True if, of two entries of one name, it is not certain that the later one is what runs. Without it the later one
   * wins by the format's own rule (tar).
   */
  readonly ambiguous?: (later: H, earlier: H) => boolean;
}

export interface TreeBuilder<H> {
  /** Takes the archive's next entry. False when it and all further ones are too many: they need not be offered. */
  add(item: TreeItem<H>): boolean;
  finish(): FileTree;
}

/** A tree in the making. */
interface Draft<H> extends TreeBuilderOptions<H> {
  readonly files: Map<string, Placed<H>>;
  readonly links: Map<string, string>;
}

function leaveOut<H>(draft: Draft<H>, path: string, [code, message]: readonly [ProblemCode, string]): void {
  draft.log.add({ code, path, message, affectsCompleteness: true });
}

const ROOT_AS_FILE = { code: 'unsafe-path', reason: 'it names the root folder' } as const;

/** The tree path of an entry's name; the root is no path for anything but a folder. */
function pathOf<H>(draft: Draft<H>, { kind, name }: Pick<TreeItem<H>, 'kind' | 'name'>): string | undefined {
  const safe = safePath(name, draft.limits, draft.hostNames);
  if (safe.path || (safe.path === '' && kind === 'folder')) return safe.path;
  const { code, reason } = safe.reason === undefined ? ROOT_AS_FILE : safe;
  leaveOut(draft, name, [code, `The entry is left out because of its name: ${reason}.`]);
  return undefined;
}

/** `unzip -o` and tar agree: of entries of one name the last one stays. */
function noteDuplicate<H>(draft: Draft<H>, later: Placed<H>, earlier: Placed<H>): void {
  const affectsCompleteness = draft.ambiguous?.(later.handle, earlier.handle) ?? false;
  const message = affectsCompleteness
    ? 'The archive holds different files of this name; the last one was read, other extractors may take the first.'
    : 'The archive holds several files of this name; the last one was read.';
  draft.log.add({ code: 'malformed', path: later.entry.path, message, affectsCompleteness });
}

const FILE_AND_LINK = 'The archive holds a file and a link of this name; the last one was used.';

function placeFile<H>(draft: Draft<H>, placed: Placed<H>): void {
  const { path } = placed.entry;
  const earlier = draft.files.get(path);
  if (earlier) noteDuplicate(draft, placed, earlier);
  if (draft.links.delete(path)) leaveOut(draft, path, ['malformed', FILE_AND_LINK]);
  draft.files.set(path, placed);
}

function placeLink<H>(draft: Draft<H>, path: string, target: string): void {
  const resolved = linkTarget(path, target, draft.absoluteRoot ?? false);
  if (resolved === undefined) {
    const message = 'The link leads out of the artifact: what it points to was not seen.';
    leaveOut(draft, path, ['unsafe-path', message]);
    return;
  }
  if (draft.files.delete(path)) leaveOut(draft, path, ['malformed', FILE_AND_LINK]);
  draft.links.set(path, resolved);
}

function placeHardLink<H>(draft: Draft<H>, path: string, target: string): void {
  const from = pathOf(draft, { kind: 'file', name: target });
  const original = from === undefined ? undefined : draft.files.get(from);
  if (original) placeFile(draft, { entry: { ...original.entry, path }, handle: original.handle });
  else leaveOut(draft, path, ['missing', 'The hard link names no earlier file of the archive.']);
}

function place<H>(draft: Draft<H>, path: string, item: TreeItem<H>): void {
  if (item.kind === 'link') placeLink(draft, path, item.target);
  else if (item.kind === 'hard-link') placeHardLink(draft, path, item.target);
  else if (item.kind === 'file') {
    const { size, executable, handle } = item;
    placeFile(draft, { entry: { path, size, executable }, handle });
  }
}

function treeOf<H>({ files, links, log, limits, readWanted, readHeads, readTails }: Draft<H>): FileTree {
  const settled = settleBelowLinks(files, links, log);
  noteCollisions(settled, log);
  const entries = new Map<string, FileEntry>();
  for (const path of [...settled.keys()].sort()) entries.set(path, settled.get(path)!.entry);
  return handleTree({
    files: entries,
    links,
    handleOf: (path) => settled.get(path)?.handle,
    readWanted,
    readHeads,
    readTails,
    maxFileBytes: limits.maxFileBytes,
  });
}

/**
 * Builds a tree out of an archive's entries: safe paths, sorted, links inside of the tree only, limits held. What does not
 * get in is a problem in `log`.
 */
export function treeBuilder<H>(options: TreeBuilderOptions<H>): TreeBuilder<H> {
  const draft: Draft<H> = { ...options, files: new Map(), links: new Map() };
  const { budget } = options;
  let dropped = 0;
  return {
    add(item) {
      const path = pathOf(draft, item);
      if (path === undefined) return true;
      const fits = spend(budget, item.kind === 'file' ? item.size : 0);
      if (fits) place(draft, path, item);
      else dropped += 1;
      return fits || budget.entriesLeft > 0;
    },
    finish() {
      if (dropped > 0) {
        const message = `The archive exceeds the limit of entries or inflated bytes: ${dropped} or more entries are left out.`;
        leaveOut(draft, '', ['too-large', message]);
      }
      return treeOf(draft);
    },
  };
}
