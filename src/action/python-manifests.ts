import { normaliseName, pypi } from '../ecosystems/index.js';

type NamedLine = readonly [name: string, line: number];
type LinesOf = (text: string) => Iterable<NamedLine>;

/** A name of a requirement, and the only version that it allows. */
const REQUIREMENT =
  /^["']?([a-z0-9](?:[\w.-]{0,200}[a-z0-9])?)\s{0,8}(?:\[[^\]]{0,200}\]\s{0,8})?(?:={2,3}\s{0,8}([\w.!+-]{1,100}))?/i;

function keyOf(name: string, version: string | undefined): string {
  const key = normaliseName(pypi.name, name);
  return version === undefined ? key : `${key}@${version}`;
}

function* requirementIn(line: string, number: number): Generator<NamedLine> {
  const [, name, version] = REQUIREMENT.exec(line.trim()) ?? [];
  if (name === undefined) return;
  yield [keyOf(name, undefined), number];
  if (version !== undefined) yield [keyOf(name, version), number];
}

function* numbered(text: string): Generator<readonly [line: string, number: number]> {
  for (const [at, line] of text.split('\n').entries()) yield [line, at + 1];
}

function* inRequirements(text: string): Generator<NamedLine> {
  for (const [line, number] of numbered(text)) yield* requirementIn(line, number);
}

const HEADER = /^\s{0,40}\[{1,2}([^[\]]{1,200})\]{1,2}\s{0,40}(?:#.*)?$/;
/** Tables whose keys, or lists, name packages. */
const TABLES =
  /^(?:project\.optional-dependencies|dependency-groups|tool\.pdm\.dev-dependencies|tool\.poetry\.(?:group\.[\w-]{1,100}\.)?(?:dev-)?dependencies|(?:dev-)?packages)$/;

/** A line with the name of its table, and whether it stands in the list of dependencies of `[project]`. */
interface TableLine {
  readonly line: string;
  readonly number: number;
  readonly table: string;
  readonly isListed: boolean;
}

const LIST_STARTS = /^\s{0,40}dependencies\s{0,8}=\s{0,8}\[/;
const LIST_ENDS = /^\s{0,40}\]|\]\s{0,40}$/;

function* tableLines(text: string): Generator<TableLine> {
  let table = '';
  let isInside = false;
  for (const [line, number] of numbered(text)) {
    const [, header] = HEADER.exec(line) ?? [];
    if (header !== undefined) [table, isInside] = [header, false];
    isInside ||= table === 'project' && LIST_STARTS.test(line);
    if (header === undefined) yield { line, number, table, isListed: isInside };
    if (LIST_ENDS.test(line)) isInside = false;
  }
}

/** The requirements on a line: the elements of a list that begins there, or the line itself. */
function partsOf(line: string): readonly string[] {
  const isQuoted = /^\s{0,40}["']/.test(line);
  const [, list] = /=\s{0,8}\[(.*)$/.exec(line) ?? [];
  return isQuoted || list === undefined ? [line] : list.split(',');
}

/** Reads the lists and tables of `pyproject.toml` and `Pipfile`. */
function* inTables(text: string): Generator<NamedLine> {
  for (const { line, number, table, isListed } of tableLines(text)) {
    if (!isListed && !TABLES.test(table)) continue;
    for (const part of partsOf(line)) yield* requirementIn(part, number);
  }
}

/** Reads a lockfile in which the name of an entry stands on a line before its version. Each pattern has the text as its first group. */
function inLockfile(nameLine: RegExp, versionLine: RegExp): LinesOf {
  return function* linesOf(text) {
    let entry: NamedLine | null = null;
    for (const [line, number] of numbered(text)) {
      const [, name] = nameLine.exec(line) ?? [];
      const [, version] = versionLine.exec(line) ?? [];
      // A table of TOML begins: what follows is no longer of the entry.
      if (line.startsWith('[')) entry = null;
      if (name !== undefined) {
        entry = [name, number];
        yield [keyOf(name, undefined), number];
      } else if (version !== undefined && entry !== null) yield [keyOf(entry[0], version), entry[1]];
    }
  };
}

const inTomlLock = inLockfile(
  /^name\s{0,8}=\s{0,8}["']([^"']{1,200})["']/,
  /^version\s{0,8}=\s{0,8}["']([^"']{1,100})["']/,
);
const inPipfileLock = inLockfile(
  /^\s{1,40}"([a-z0-9][\w.-]{0,200})":\s{0,8}\{/i,
  /^\s{1,40}"version":\s{0,8}"==([^"]{1,100})"/,
);

interface Form {
  readonly path: RegExp;
  readonly isLockfile: boolean;
  readonly linesOf: LinesOf;
}

/** The files that are read. Those that people edit come first. */
const FORMS: readonly Form[] = [
  {
    path: /(?:^|\/)(?:[\w-]{1,100}[-_.])?requirements(?:[-_.][\w-]{1,100})?\.(?:txt|in)$/i,
    isLockfile: false,
    linesOf: inRequirements,
  },
  { path: /(?:^|\/)requirements\/[\w-]{1,100}\.(?:txt|in)$/i, isLockfile: false, linesOf: inRequirements },
  { path: /(?:^|\/)(?:pyproject\.toml|Pipfile)$/, isLockfile: false, linesOf: inTables },
  {
    path: /(?:^|\/)(?:poetry\.lock|uv\.lock|pdm\.lock|pylock(?:\.[^./]{1,100})?\.toml)$/,
    isLockfile: true,
    linesOf: inTomlLock,
  },
  { path: /(?:^|\/)Pipfile\.lock$/, isLockfile: true, linesOf: inPipfileLock },
];

function formOf(path: string): Form | undefined {
  return FORMS.find((form) => form.path.test(path));
}

/** The manifests and lockfiles of Python among some paths, those that people edit first. */
export function pythonManifestsAmong(paths: Iterable<string>): string[] {
  const rank = (path: string): number => FORMS.indexOf(formOf(path) as Form);
  const found = [...paths].filter((path) => formOf(path) !== undefined);
  return found.sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}

export function isPythonLockfile(path: string): boolean {
  return formOf(path)?.isLockfile ?? false;
}

/** First line (1-based) that names each package, by its name in PyPI's spelling and by `name@version` where only one version is allowed. */
export function pythonManifestLines(path: string, text: string): ReadonlyMap<string, number> {
  const lines = new Map<string, number>();
  for (const [name, line] of formOf(path)?.linesOf(text) ?? []) if (!lines.has(name)) lines.set(name, line);
  return lines;
}
