import { existsSync, statSync, watch, type FSWatcher } from 'node:fs';
import { basename, dirname, join, parse, resolve, sep } from 'node:path';
import { ScanError } from '../model/index.js';
import { FUNCTION_PLACE } from './output-path.js';

interface Settings {
  /** Files that are written by the scan itself: no change of a target. */
  readonly ignored: readonly string[];
  /** A build writes many files: this long nothing has to change before it counts as done. */
  readonly quietMillis: number;
}

/** The folder that contains all matches of a pattern, or the plain path itself. */
function fixedPart(target: string): string {
  const absolute = resolve(target);
  if (existsSync(absolute) || !/[*?]/.test(target)) return absolute;
  const { root } = parse(absolute);
  const parts = absolute.slice(root.length).split(sep);
  return join(
    root,
    ...parts.slice(
      0,
      parts.findIndex((part) => /[*?]/.test(part)),
    ),
  );
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** Whether a path is that of an output: it has the fixed parts around the function's name. */
function isWritten(parts: readonly string[], path: string): boolean {
  if (parts.length === 1) return path === parts[0];
  return path.startsWith(parts[0] ?? '') && path.endsWith(parts.at(-1) ?? '');
}

/** The nearest existing folder above a path: builds delete whole folders before they write them again. */
function folderAbove(path: string): string {
  const above = dirname(path);
  return isFolder(above) || above === path ? above : folderAbove(above);
}

/** Notices changes in the targets, also while a scan runs. */
export class TargetChanges {
  private watchers: FSWatcher[] = [];
  private timer: NodeJS.Timeout | null = null;
  private isPending = false;
  private wake: () => void = () => undefined;

  private readonly roots: readonly string[];
  private readonly ignored: readonly (readonly string[])[];
  private readonly quietMillis: number;

  constructor(targets: readonly string[], { ignored, quietMillis }: Settings) {
    this.roots = [...new Set(targets.map(fixedPart))];
    this.ignored = ignored.map((path) => resolve(path).split(FUNCTION_PLACE));
    this.quietMillis = quietMillis;
    this.open();
  }

  /** @returns true once something has changed and then nothing for a while; false when the signal ends the waiting. */
  async next(signal: AbortSignal): Promise<boolean> {
    // A folder that was deleted and created again is not watched yet.
    this.open();
    if (!this.isPending && !signal.aborted) {
      await new Promise<void>((done) => {
        this.wake = done;
        signal.addEventListener('abort', () => done(), { once: true });
      });
    }
    this.isPending = false;
    return !signal.aborted;
  }

  close(): void {
    if (this.timer) clearTimeout(this.timer);
    for (const watcher of this.watchers) watcher.close();
    this.watchers = [];
  }

  private open(): void {
    const before = this.watchers;
    this.watchers = this.roots.flatMap((root) => [
      ...(isFolder(root) ? [this.watched(root, true, () => true)] : []),
      this.watched(folderAbove(root), false, (name) => root.startsWith(name) || name.startsWith(root)),
    ]);
    for (const watcher of before) watcher.close();
  }

  private watched(folder: string, recursive: boolean, isOurs: (path: string) => boolean): FSWatcher {
    try {
      const watcher = watch(folder, { recursive }, (_, name) => {
        const path = join(folder, name ?? '');
        if (
          isOurs(path) &&
          !this.ignored.some((parts) => isWritten(parts, path)) &&
          basename(path) !== '.git' &&
          !path.includes(`${sep}.git${sep}`)
        ) {
          this.notice();
        }
      });
      // A folder that is deleted ends its watcher; that it went was noticed above it.
      return watcher.on('error', () => watcher.close());
    } catch (cause) {
      throw new ScanError('usage', `${folder} cannot be watched for changes.`, {
        hint: 'The system watches a limited number of folders: name what the build writes, not the whole project.',
        cause,
      });
    }
  }

  private notice(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.isPending = true;
      this.wake();
    }, this.quietMillis);
  }
}
