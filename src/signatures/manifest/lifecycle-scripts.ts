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
  const script = shellScriptIn(command);
  if (script !== null) return normalise(script);
  // `node lib/build` and `./tools/setup`: no ending, but a path.
  const after = words[words.indexOf('node') + 1];
  const bare =
    words.includes('node') && after && /^[\w./@-]+$/.test(after) && !after.startsWith('-')
      ? after
      : undefined;
  return normalise(bare ?? words.find((candidate) => candidate.startsWith('./')) ?? '');
}

const SHELL = /^(?:\/[\w/]+\/)?(?:ba|z|da|k|a)?sh$/;
/** Words before a program's name that do not change which file runs. */
const PREFIX = /^(?:sudo|env|exec|\w+=.*)$/;

/** The file that a shell gets as its script, whatever its name: `sh setup`, `bash -e tools/setup`. */
function shellScriptIn(command: string): string | null {
  for (const part of command.split(/[;&|`(){}\n]+/)) {
    const words = part.split(/[\s"']+/).filter((word) => word !== '' && !PREFIX.test(word));
    // `sh -c 'sh setup'`: behind options there can be a shell again.
    const at = words.findIndex((word) => !SHELL.test(word) && !/^[-+]\w/.test(word));
    const word = SHELL.test(words[0] ?? '') ? words[at] : undefined;
    // After these options stands a command, or a setting.
    const isOther = /^[-+]\w*[co]$/i.test(words[at - 1] ?? '');
    if (word !== undefined && !isOther && /^[\w./@-]+$/.test(word)) return word;
  }
  return null;
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
