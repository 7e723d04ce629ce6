import { ecosystemOf, orderingOf, type Ecosystem, type PackageManager } from '../../ecosystems/index.js';
import type { Change } from '../../model/index.js';

/** A change before its command is known. */
export type Draft = Omit<Change, 'command'>;

/** What decides which command makes a change. */
export interface Surroundings {
  /** Id of the root's package manager; null: the default one of the ecosystem. */
  readonly manager: string | null;
  /** The application requires a copy of the same release line itself. */
  readonly isDirectToo: boolean;
  /** The release line that is there; '' when no version is known. */
  readonly line: string;
  /** Copies of other release lines are there, too. */
  readonly hasOtherLines: boolean;
}

/** Names and versions of this shape mean nothing to a shell, and are no options. */
const PLAIN_NAME = /^@?[a-z0-9][\w.-]*(?:[/:][a-z0-9][\w.-]*)*$/i;
const PLAIN_VERSION = /^[\w.+-]+$/;

function isPlainName({ names }: Ecosystem, name: string): boolean {
  return PLAIN_NAME.test(name) && names.isPackageName(name);
}

/** The version is from before what is there: the last one before a malicious release. What came after it stays shut out. */
export function isStepBack({ ecosystem, from, to }: Pick<Draft, 'ecosystem' | 'from' | 'to'>): boolean {
  const current = from.at(-1);
  return current !== undefined && to !== null && (orderingOf(ecosystem)?.compare(to, current) ?? 0) < 0;
}

/** Whether a registry may know the package by these words, and a shell takes them for nothing else. */
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
 * @param isDirect the application asks for the package itself; null when nothing tells.
 * @returns null where none is known to do it, and for names that are not a registry's.
 */
export function commandOf(draft: Draft, isDirect: boolean | null, surroundings: Surroundings): string | null {
  const { ecosystem, name, alias, to } = draft;
  const manager = managerOf(ecosystem, surroundings.manager);
  if (isDirect === null || manager === null || !isPlain(draft)) return null;
  if (isDirect) {
    return to === null ? manager.remove(alias ?? name) : manager.add({ name, alias, version: to });
  }
  if (to === null) return null;
  return manager.force({ ...surroundings, name, version: to, isStepBack: isStepBack(draft) });
}
