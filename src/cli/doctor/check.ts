/** `ok` · `note`: something is missing that scans do without · `bad`: scans fail, or are incomplete. */
export type CheckState = 'ok' | 'note' | 'bad';

/** One thing that was looked at. Holds no secret: people paste it into bug reports. */
export interface Check {
  readonly name: string;
  readonly state: CheckState;
  readonly words: string;
  /** What to do; null where nothing has to be done. */
  readonly hint: string | null;
}

/** Facts about this computer, so that tests can have others. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  /** Folder whose `.npmrc` counts. */
  readonly cwd: string;
  readonly now: Date;
}

export function ok(name: string, words: string): Check {
  return { name, state: 'ok', words, hint: null };
}

/** A path as it may be shown: the folder of the user is `~`. */
export function shownPath(path: string, { home }: Pick<Surroundings, 'home'>): string {
  return path === home || path.startsWith(`${home}/`) ? `~${path.slice(home.length)}` : path;
}
