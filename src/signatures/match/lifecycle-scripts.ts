/** Scripts of a package.json that npm runs when it installs a package. https://docs.npmjs.com/cli/using-npm/scripts#life-cycle-scripts */
export const LIFECYCLE_EVENTS = ['preinstall', 'install', 'postinstall'] as const;
export type LifecycleEvent = (typeof LIFECYCLE_EVENTS)[number];

export interface LifecycleScript {
  readonly event: LifecycleEvent;
  readonly command: string;
  /** Path inside the package of the file that it runs, when the command names one. */
  readonly runs: string | null;
}

const RUNNABLE = /\.(?:[cm]?js|sh|bat|cmd|ps1|py|exe)$/i;

function fileIn(command: string): string | null {
  const words = command.split(/[\s;&|"'`()]+/);
  const word = words.find(
    (candidate) => RUNNABLE.test(candidate) && !candidate.startsWith('-') && !candidate.includes('://'),
  );
  if (word !== undefined) return normalise(word);
  // `node lib/build` and `./tools/setup`: no ending, but a path.
  const after = words[words.indexOf('node') + 1];
  const bare =
    words.includes('node') && after && /^[\w./@-]+$/.test(after) && !after.startsWith('-')
      ? after
      : undefined;
  return normalise(bare ?? words.find((candidate) => candidate.startsWith('./')) ?? '');
}

function normalise(word: string): string | null {
  const path = word.replace(/^(?:\.\/)+/, '');
  return path === '' || path.startsWith('/') || path.split('/').includes('..') ? null : path;
}

/** The lifecycle scripts of a manifest that was parsed as JSON. */
export function lifecycleScripts(manifest: unknown): readonly LifecycleScript[] {
  const scripts =
    typeof manifest === 'object' && manifest !== null ? (manifest as { scripts?: unknown }).scripts : null;
  if (typeof scripts !== 'object' || scripts === null) return [];
  const known = new Map(Object.entries(scripts));
  return LIFECYCLE_EVENTS.flatMap((event) => {
    const command: unknown = known.get(event);
    return typeof command === 'string' && command.trim() !== ''
      ? [{ event, command, runs: fileIn(command) }]
      : [];
  });
}
