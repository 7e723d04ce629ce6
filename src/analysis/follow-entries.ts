import { LIMIT_TABLE, limitOf } from '../files/index.js';

/** The limit by which some code of an artifact was not followed; null: all was. */
export type FollowLimit = 'followed-handlers' | 'followed-steps' | null;

/** Why code was not followed to its end. */
export function whyCut(limit: NonNullable<FollowLimit>): string {
  const what = limit === 'followed-steps' ? 'following it takes' : 'it has';
  return `${what} more than ${String(limitOf(limit))} ${LIMIT_TABLE[limit].unit}`;
}

/** What following code from one entry found. */
export interface EntryRun {
  /** Names that the file of the entry exports. */
  readonly exports: readonly string[];
  /** Files that the entry loads. */
  readonly files: readonly string[];
  /** Number of steps that following its code took. */
  readonly steps: number;
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
}

/** Follows the code of an artifact from each file that a function may start. */
export class EntryFollower<Run extends EntryRun> {
  /** The limit by which some code was not followed. */
  cut: FollowLimit = null;
  /** Files that an entry loads: no function starts them, unless their name is a usual one. */
  readonly inner = new Set<string>();
  private readonly options: FollowOptions<Run>;
  private runs = 0;
  private steps = 0;

  constructor(options: FollowOptions<Run>) {
    this.options = options;
  }

  private async run(path: string, handler: string | null): Promise<Run | null> {
    if (this.runs >= limitOf('followed-handlers')) this.cut ??= 'followed-handlers';
    else if (this.steps >= limitOf('followed-steps')) this.cut ??= 'followed-steps';
    if (this.cut) return null;
    this.runs += 1;
    const found = await this.options.follow(path, handler);
    this.steps += found.steps;
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
      if (found) handlers.push([name, found]);
    }
    return { path, all, handlers };
  }
}
