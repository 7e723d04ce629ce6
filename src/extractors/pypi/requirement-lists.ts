import { baseOf, parentOf } from '../../files/index.js';
import { groupBy, listed, type Problem } from '../../model/index.js';

/** `requirements-prod.txt`, `requirements_prod.txt`, `requirements.prod.txt` */
const NAMED_BEHIND = /^requirements[-_.]([a-z0-9][\w-]*)\.txt$/i;
/** `prod-requirements.txt` */
const NAMED_BEFORE = /^([a-z0-9][\w-]*?)[-_.]requirements\.txt$/i;
/** `requirements/prod.txt` */
const IN_FOLDER = /^([a-z0-9][\w-]*)\.txt$/i;

/** Names of lists that a deployment installs, the likeliest first: a list for production includes the base. */
const DEPLOYED = [
  'prod',
  'production',
  'lambda',
  'aws',
  'deploy',
  'runtime',
  'release',
  'main',
  'common',
  'base',
];

interface NamedList {
  readonly path: string;
  /** The project's folder. */
  readonly folder: string;
  /** `prod` */
  readonly part: string;
}

function namedList(path: string): NamedList[] {
  const [name, folder] = [baseOf(path), parentOf(path)];
  const [, beside] = NAMED_BEHIND.exec(name) ?? NAMED_BEFORE.exec(name) ?? [];
  if (beside !== undefined) return [{ path, folder, part: beside.toLowerCase() }];
  const [, inside] = baseOf(folder) === 'requirements' ? (IN_FOLDER.exec(name) ?? []) : [];
  return inside === undefined ? [] : [{ path, folder: parentOf(folder), part: inside.toLowerCase() }];
}

function rankOf({ part }: NamedList): number {
  const rank = DEPLOYED.indexOf(part);
  return rank < 0 ? DEPLOYED.length : rank;
}

/** Names of files that a message shows before it counts the others. */
const SHOWN_LISTS = 3;

function note(path: string, message: string): Problem {
  return { code: 'unresolved', path, message, affectsCompleteness: false };
}

/** Lists of requirements in a folder that has none by the usual name. */
export interface ListChoice {
  readonly folder: string;
  /** The list that a deployment of the folder most likely installs; null where no name says so. */
  readonly chosen: string | null;
  readonly paths: readonly [string, ...string[]];
}

function chosenOf(lists: readonly NamedList[]): string | null {
  const [first] = lists.toSorted((a, b) => rankOf(a) - rankOf(b));
  return first && rankOf(first) < DEPLOYED.length ? first.path : null;
}

/** @param isTaken whether a folder has a lockfile, which says more. */
export function requirementLists(
  paths: Iterable<string>,
  isTaken: (folder: string) => boolean,
): readonly ListChoice[] {
  const lists = [...paths].flatMap(namedList).filter(({ folder }) => !isTaken(folder));
  return [...groupBy(lists, ({ folder }) => [folder])].map(([folder, [first, ...others]]) => ({
    folder,
    chosen: chosenOf([first, ...others]),
    paths: [first.path, ...others.map(({ path }) => path)],
  }));
}

/** Says which list counts, and which do not. @param read files that were read, those that lists include among them. */
export function listProblem({ chosen, paths }: ListChoice, read: ReadonlySet<string>): Problem {
  const others = paths.filter((path) => path !== chosen && !read.has(path));
  const advice = 'Name the right one in requirements.txt (-r FILE)';
  if (chosen === null)
    return note(
      paths[0],
      `Not read, because nothing says that it is installed: ${listed(others, SHOWN_LISTS)}. ${advice}.`,
    );
  const also = others.length === 0 ? '' : `; not read: ${listed(others, SHOWN_LISTS)}`;
  return note(
    chosen,
    `Counts as what is installed, because its folder has no requirements.txt${also}. ${advice}.`,
  );
}
