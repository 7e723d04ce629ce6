import { ecosystemOf, orderingOf, type Ecosystem, type PackageManager } from '../../ecosystems/index.js';
import type { Change } from '../../model/index.js';

/** A change before its command is known. */
export type Draft = Omit<Change, 'command'>;

/** Facts that decide which command makes a change. */
export interface Surroundings {
  /** Id of the root's package manager; null for the ecosystem's default. */
  readonly manager: string | null;
  /** The application requires a copy of the same release line itself. */
  readonly isDirectToo: boolean;
  /** The installed release line; '' when no version is known. */
  readonly line: string;
  /** Whether copies of other release lines are installed. */
  readonly hasOtherLines: boolean;
  /** See `installedInto`. */
  readonly folder?: string;
}

/** Names of this form have no special meaning in a shell and are not options. */
const PLAIN_NAME = /^@?[a-z0-9][\w.-]*(?:[/:][a-z0-9][\w.-]*)*$/i;
const PLAIN_VERSION = /^[\w.+-]+$/;

function isPlainName({ names }: Ecosystem, name: string): boolean {
  return PLAIN_NAME.test(name) && names.isPackageName(name);
}

function inFolder({ folder }: Surroundings): Pick<Surroundings, 'folder'> {
  return folder === undefined ? {} : { folder };
}

/** Whether the change is a downgrade, to the last version before a malicious release. Later versions must stay excluded. */
export function isStepBack({ ecosystem, from, to }: Pick<Draft, 'ecosystem' | 'from' | 'to'>): boolean {
  const current = from.at(-1);
  return current !== undefined && to !== null && (orderingOf(ecosystem)?.compare(to, current) ?? 0) < 0;
}

/** Whether the name and version have a registry's form and no special meaning in a shell. */
export function isPlain({
  ecosystem,
  name,
  alias,
  to,
}: Pick<Draft, 'ecosystem' | 'name' | 'alias' | 'to'>): boolean {
  const known = ecosystemOf(ecosystem);
  if (known === null || !isPlainName(known, name)) return false;
  if (alias !== null && !isPlainName(known, alias)) return false;
  return to === null || (PLAIN_VERSION.test(to) && known.versions?.isValid(to) === true);
}

function managerOf(ecosystem: string, id: string | null): PackageManager | null {
  const managers = ecosystemOf(ecosystem)?.managers ?? [];
  return managers.find((manager) => manager.id === id) ?? managers[0] ?? null;
}

/**
 * The command that makes a change, for a POSIX shell.
 * @param isDirect whether the application itself declares the package; null when unknown.
 * @returns null when no command is known, and for names that are not a registry's.
 */
export function commandOf(draft: Draft, isDirect: boolean | null, surroundings: Surroundings): string | null {
  const { ecosystem, name, alias, to } = draft;
  const manager = managerOf(ecosystem, surroundings.manager);
  if (manager === null || !isPlain(draft)) return null;
  const direct =
    to === null
      ? manager.remove(alias ?? name)
      : manager.add({ name, alias, version: to, ...inFolder(surroundings) });
  if (isDirect === true) return direct;
  const forced =
    to === null ? null : manager.force({ ...surroundings, name, version: to, isStepBack: isStepBack(draft) });
  // Where nobody knows whether the application requires it, a command that is right in both cases is left.
  return isDirect === false || forced === direct ? forced : null;
}
