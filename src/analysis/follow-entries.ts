import { limitOf } from '../files/index.js';

/** What following code from one entry found. */
export interface EntryRun {
  /** Names that the file of the entry exports. */
  readonly exports: readonly string[];
  /** Files that the entry loads. */
  readonly files: readonly string[];
  /** Whether the time was over before all of its code was followed. */
  readonly isLate: boolean;
}

/** A file that a function may start, followed from all its exports together and from each of them. */
export interface FollowedEntry<Run> {
  readonly path: string;
  readonly all: Run;
  readonly handlers: readonly (readonly [name: string, run: Run])[];
}

interface FollowOptions<Run> {
  /** Follows code from a file's export; null: from all exports. */
  follow(path: string, handler: string | null): Run | Promise<Run>;
  /** Whether runs for the exports can tell more than the one for all of them. */
  hasMore(all: Run): boolean;
  isLikely(path: string): boolean;
  readonly isLate: () => boolean;
}

/** Follows the code of an artifact from each file that a function may start. */
export class EntryFollower<Run extends EntryRun> {
  /** Whether some code was not followed: the time was over, or there are too many entries. */
  isCut = false;
  /** Files that an entry loads: no function starts them, unless their name is a usual one. */
  readonly inner = new Set<string>();
  private readonly options: FollowOptions<Run>;
  private runs = 0;

  constructor(options: FollowOptions<Run>) {
    this.options = options;
  }

  private async run(path: string, handler: string | null): Promise<Run | null> {
    if (this.options.isLate() || this.runs >= limitOf('followed-handlers')) {
      this.isCut = true;
      return null;
    }
    this.runs += 1;
    const found = await this.options.follow(path, handler);
    this.isCut ||= found.isLate;
    return found;
  }

  /** @returns null for a file that is not followed on its own. */
  async follow(path: string): Promise<FollowedEntry<Run> | null> {
    if (this.inner.has(path) && !this.options.isLikely(path)) return null;
    const all = await this.run(path, null);
    if (!all) return null;
    for (const file of all.files) if (file !== path) this.inner.add(file);
    const handlers: [string, Run][] = [];
    for (const name of this.options.hasMore(all) ? all.exports : []) {
      const found = await this.run(path, name);
      if (found && !found.isLate) handlers.push([name, found]);
    }
    return { path, all, handlers };
  }
}
