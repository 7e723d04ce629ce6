import type { Budget } from './budget.js';
import { spend } from './budget.js';
import type { FileEntry, FileTree } from './file-tree.js';
import { handleTree, type ReadWanted } from './handle-tree.js';
import type { Limits } from './limits.js';
import type { ProblemLog } from './problem-log.js';
import { linkTarget, safePath } from './safe-path.js';
import { noteCollisions, settleBelowLinks } from './tree-checks.js';

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
  /** True if `/x` as a link's target means the tree's own root (images); else it leads out of the tree. */
  readonly absoluteRoot?: boolean;
  /**
   * True if, of two entries of one name, it is not certain that the later one is what runs. Without it the later one
   * wins by the format's own rule (tar).
   */
  readonly ambiguous?: (later: H, earlier: H) => boolean;
}

export interface TreeBuilder<H> {
  /** Takes the archive's next entry. False when the budget has no entry left: further ones need not be offered. */
  add(item: TreeItem<H>): boolean;
  finish(): FileTree;
}

/** A file on its way into the tree. */
export interface Placed<H> {
  readonly entry: FileEntry;
  readonly handle: H;
}

/** `unzip -o` and tar agree: of entries of one name the last one stays. */
function noteDuplicate<H>(
  options: TreeBuilderOptions<H>,
  path: string,
  pair: readonly [Placed<H>, Placed<H>],
): void {
  const [later, earlier] = pair;
  const ambiguous = options.ambiguous?.(later.handle, earlier.handle) ?? false;
  options.log.add({
    code: 'malformed',
    path,
    message: ambiguous
      ? 'The archive holds several different files of this name; the last one was read, another extractor may take the first.'
      : 'The archive holds several files of this name; the last one was read.',
    affectsCompleteness: ambiguous,
  });
}

/**
 * Builds a tree out of an archive's entries: safe paths, sorted, links inside of the tree only, limits held. What does not
 * get in is a problem in `log`.
 */
export function treeBuilder<H>(options: TreeBuilderOptions<H>): TreeBuilder<H> {
  const { limits, budget, log, absoluteRoot = false } = options;
  const files = new Map<string, Placed<H>>();
  const links = new Map<string, string>();
  let dropped = 0;

  function pathOf(name: string): string | undefined {
    const safe = safePath(name, limits);
    if (safe.path !== undefined) return safe.path;
    const message = `The entry is left out because of its name: ${safe.reason}.`;
    log.add({ code: safe.code, path: name, message, affectsCompleteness: true });
    return undefined;
  }

  function place(path: string, placed: Placed<H>): void {
    const earlier = files.get(path);
    if (earlier) noteDuplicate(options, path, [placed, earlier]);
    if (links.delete(path)) noteReplaced(path);
    files.set(path, placed);
  }

  function noteReplaced(path: string): void {
    const message = 'The archive holds a file and a link of this name; the last one was taken.';
    log.add({ code: 'malformed', path, message, affectsCompleteness: true });
  }

  function placeLink(path: string, target: string): void {
    const resolved = linkTarget(path, target, absoluteRoot);
    if (resolved === undefined) {
      const message = 'The link leads out of the artifact: what it points to was not seen.';
      log.add({ code: 'unsafe-path', path, message, affectsCompleteness: true });
      return;
    }
    if (files.delete(path)) noteReplaced(path);
    links.set(path, resolved);
  }

  function placeHardLink(path: string, target: string): void {
    const from = pathOf(target);
    const original = from === undefined ? undefined : files.get(from);
    if (original) place(path, { entry: { ...original.entry, path }, handle: original.handle });
    else {
      const message = 'The hard link names no file that comes before it in the archive.';
      log.add({ code: 'missing', path, message, affectsCompleteness: true });
    }
  }

  function addAt(path: string, item: TreeItem<H>): void {
    if (item.kind === 'link') placeLink(path, item.target);
    else if (item.kind === 'hard-link') placeHardLink(path, item.target);
    else if (item.kind === 'file') {
      const { size, executable, handle } = item;
      place(path, { entry: { path, size, executable }, handle });
    }
  }

  function admit(item: TreeItem<H>): boolean {
    const bytes = item.kind === 'file' ? item.size : 0;
    if (spend(budget, bytes)) return true;
    dropped += 1;
    return false;
  }

  return {
    add(item) {
      const path = pathOf(item.name);
      if (path === '' && item.kind !== 'folder') {
        const message = 'The entry is left out because of its name: it names the root folder.';
        log.add({ code: 'unsafe-path', path: item.name, message, affectsCompleteness: true });
      } else if (path !== undefined && admit(item)) addAt(path, item);
      return budget.entriesLeft > 0;
    },
    finish() {
      if (dropped > 0) {
        const message = `The limits of entries and inflated bytes are reached: ${dropped} or more entries are left out.`;
        log.add({ code: 'too-large', path: '', message, affectsCompleteness: true });
      }
      const settled = settleBelowLinks(files, links, log);
      noteCollisions(settled, log);
      const entries = new Map([...settled.keys()].sort().map((path) => [path, settled.get(path)!.entry]));
      return handleTree({
        files: entries,
        links,
        handleOf: (path) => settled.get(path)?.handle,
        readWanted: options.readWanted,
        maxFileBytes: limits.maxFileBytes,
      });
    },
  };
}
