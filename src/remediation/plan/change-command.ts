import type { Change } from '../../model/index.js';
import { orderingOf } from '../../versions/index.js';

/** A change before its command is known. */
export type Draft = Omit<Change, 'command'>;

/** What decides how a package manager is told. */
export interface Surroundings {
  /** npm, pnpm, yarn, bun; null: taken for npm. */
  readonly manager: string | null;
  /** The application asks for a copy in the same release line itself: npm lets an override then only follow it. */
  readonly isDirectToo: boolean;
  /** The release line that is there; '' when no version is known. */
  readonly line: string;
  /** Copies of other release lines are there, too. */
  readonly hasOtherLines: boolean;
}

/** Names and versions of this shape mean nothing to a shell, and are no options. */
const PLAIN_NAME = /^(?:@[a-z0-9][\w.-]*\/)?[a-z0-9][\w.-]*$/i;
const PLAIN_VERSION = /^[\w.+-]+$/;

interface Manager {
  readonly add: string;
  readonly remove: string;
  readonly install: string;
  /** The field of package.json that forces versions. */
  readonly field: string;
  /** Whether a name in that field may carry the range that it is for: `name@4`. */
  readonly takesRanges: boolean;
}

const NPM: Manager = {
  add: 'npm install',
  remove: 'npm uninstall',
  install: 'npm install',
  field: 'overrides',
  takesRanges: true,
};

const MANAGERS: ReadonlyMap<string, Manager> = new Map([
  ['npm', NPM],
  [
    'pnpm',
    {
      add: 'pnpm add',
      remove: 'pnpm remove',
      install: 'pnpm install',
      field: 'pnpm.overrides',
      takesRanges: true,
    },
  ],
  [
    'yarn',
    {
      add: 'yarn add',
      remove: 'yarn remove',
      install: 'yarn install',
      field: 'resolutions',
      takesRanges: false,
    },
  ],
  [
    'bun',
    { add: 'bun add', remove: 'bun remove', install: 'bun install', field: 'overrides', takesRanges: false },
  ],
]);

/** How a package manager is told; npm's way for one that is not known. */
export function managerOf(name: string | null): Manager {
  return MANAGERS.get(name ?? 'npm') ?? NPM;
}

/** The version is from before what is there: the last one before a malicious release. What came after it stays shut out. */
export function isStepBack({ ecosystem, from, to }: Pick<Draft, 'ecosystem' | 'from' | 'to'>): boolean {
  const current = from.at(-1);
  return current !== undefined && to !== null && (orderingOf(ecosystem)?.compare(to, current) ?? 0) < 0;
}

/**
 * The key of an override: of all that is asked for below the version, or of one release line where others are there (or asked for by
 * the application, or the version is from before), so that it neither reaches those nor holds back what comes later.
 * @returns null where it would reach copies that it is not for.
 */
export function overrideKey(
  draft: Pick<Draft, 'ecosystem' | 'name' | 'from' | 'to'>,
  { manager, line, hasOtherLines, isDirectToo }: Surroundings,
): string | null {
  const { name, to } = draft;
  if (managerOf(manager).takesRanges && line !== '') {
    return hasOtherLines || isDirectToo || isStepBack(draft) ? `${name}@${line}` : `${name}@<${to}`;
  }
  return hasOtherLines ? null : name;
}

function overrideCommand(draft: Draft, surroundings: Surroundings): string | null {
  const { name, to } = draft;
  const { field, install } = managerOf(surroundings.manager);
  const key = overrideKey(draft, surroundings);
  if (key === null) return null;
  const version = isStepBack(draft) ? `${to}` : `^${to}`;
  const value = surroundings.isDirectToo && field === 'overrides' ? `$${name}` : version;
  // Only npm's own command edits fields of any manifest.
  return `npm pkg set '${field}[${key}]=${value}' && ${install}`;
}

/** Whether a registry may know the package by these words, and a shell takes them for nothing else. */
export function isPlain({
  ecosystem,
  name,
  alias,
  to,
}: Pick<Draft, 'ecosystem' | 'name' | 'alias' | 'to'>): boolean {
  return (
    ecosystem === 'npm' &&
    PLAIN_NAME.test(name) &&
    (alias === null || PLAIN_NAME.test(alias)) &&
    (to === null || (PLAIN_VERSION.test(to) && orderingOf('npm')?.isValid(to) === true))
  );
}

/**
 * The command that makes a change, for a POSIX shell.
 * @param isDirect the application asks for the package itself; null when nothing tells.
 * @returns null where none is known to do it, and for names that are not a registry's.
 */
export function commandOf(draft: Draft, isDirect: boolean | null, surroundings: Surroundings): string | null {
  const { name, alias, to } = draft;
  if (isDirect === null || !isPlain(draft)) return null;
  const manager = managerOf(surroundings.manager);
  if (!isDirect) return to === null ? null : overrideCommand(draft, surroundings);
  if (to === null) return `${manager.remove} ${alias ?? name}`;
  return `${manager.add} ${alias === null ? '' : `${alias}@npm:`}${name}@${to}`;
}
