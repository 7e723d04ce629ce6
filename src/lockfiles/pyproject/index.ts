import { isFields, normaliseName, pypi, type Fields } from '../../ecosystems/index.js';
import { baseOf } from '../../files/index.js';
import { listed, type Problem } from '../../model/index.js';
import type { LockfileReader } from '../lockfile-reader.js';
import type { LockEntry } from '../lock-entries.js';
import type { Lockfile } from '../lockfile.js';
import { brokenPythonLock, pythonLockfile, readRequirements } from '../python-lock.js';
import { fieldsIn, loadToml, parseToml, text, textsIn } from '../toml-lock.js';
import { poetryEntries } from './poetry-entries.js';

// https://packaging.python.org/en/latest/specifications/pyproject-toml/

/** The table at a place; empty where there is none. */
function tableAt(fields: Fields, ...keys: readonly string[]): Fields {
  let table: unknown = fields;
  for (const key of keys) table = isFields(table) ? table[key] : undefined;
  return isFields(table) ? table : {};
}

/** Names that uv gets from folders, repositories and addresses. https://docs.astral.sh/uv/concepts/projects/dependencies/#dependency-sources */
function namesOfSources(sources: Fields): ReadonlySet<string> {
  const names = Object.entries(sources).filter(([, source]) =>
    [...fieldsIn(source), source].some((each) => isFields(each) && each['index'] === undefined),
  );
  return new Set(names.map(([name]) => normaliseName(pypi.name, name)));
}

/** The texts of requirements: of the standard table, and of the one that Flit had before there was a standard. */
function requirementTexts(document: Fields): string[] {
  return [
    ...textsIn(tableAt(document, 'project')['dependencies']),
    ...textsIn(tableAt(document, 'tool', 'flit', 'metadata')['requires']),
  ];
}

/** Entries of all requirements: `packages` is Pipenv's table. Of both tables of Poetry 2, the standard one is what its builds install. */
function entriesOf(document: Fields, own: readonly LockEntry[]): LockEntry[] {
  const elsewhere = namesOfSources(tableAt(document, 'tool', 'uv', 'sources'));
  const ofTools = [tableAt(document, 'tool', 'poetry', 'dependencies'), tableAt(document, 'packages')];
  const entries = own.length > 0 ? own : ofTools.flatMap(poetryEntries);
  return entries.map((entry) =>
    elsewhere.has(normaliseName(pypi.name, entry.name)) ? { ...entry, isPrivate: true } : entry,
  );
}

/** Files that setuptools reads the requirements from. */
function requirementFiles(document: Fields): string[] {
  const { dependencies } = tableAt(document, 'tool', 'setuptools', 'dynamic');
  const file = isFields(dependencies) ? dependencies['file'] : undefined;
  return typeof file === 'string' ? [file] : textsIn(file);
}

function computedProblem(path: string, document: Fields, files: readonly string[]): Problem[] {
  const isComputed = textsIn(tableAt(document, 'project')['dynamic']).includes('dependencies');
  if (!isComputed || files.length > 0 || isFields(tableAt(document, 'tool')['poetry'])) return [];
  const message =
    'A build computes what the project requires (dynamic dependencies): which packages these are was not seen.';
  return [{ code: 'unresolved', path, message, affectsCompleteness: true }];
}

/** Names of the parts of a project that only an installation with them has. */
function optionalParts(document: Fields): string[] {
  const tables = [
    tableAt(document, 'project', 'optional-dependencies'),
    tableAt(document, 'dependency-groups'),
    tableAt(document, 'tool', 'poetry', 'extras'),
    tableAt(document, 'tool', 'poetry', 'group'),
    tableAt(document, 'tool', 'pdm', 'dev-dependencies'),
  ];
  return [...new Set(tables.flatMap((table) => Object.keys(table)))];
}

/** Names that a message shows before it counts the others. */
const SHOWN_PARTS = 5;

function partsProblem(path: string, parts: readonly string[]): Problem[] {
  if (parts.length === 0) return [];
  const message = `Packages of extras and groups (${listed(parts, SHOWN_PARTS)}) are not listed: nothing says that they are installed.`;
  return [{ code: 'unresolved', path, message, affectsCompleteness: false }];
}

const MANAGERS = ['poetry', 'uv', 'pdm'] as const;

/** Manifests of Python projects, Pipenv's among them, where no lockfile says more. Tables of tools alone require nothing. */
export const pyproject = {
  id: 'pyproject',
  title: 'pyproject.toml',
  fileNames: ['pyproject.toml', 'Pipfile'],
  prepare: loadToml,
  read({ path, text: source }): Lockfile {
    const document = parseToml(source);
    if (!document) return brokenPythonLock(path, baseOf(path));
    const { entries: own, unread } = readRequirements(path, requirementTexts(document));
    const entries = entriesOf(document, own);
    const includes = requirementFiles(document);
    const manager = isFields(document['packages'])
      ? 'pipenv'
      : MANAGERS.find((id) => isFields(tableAt(document, 'tool')[id]));
    const isProject = text(tableAt(document, 'project')['name']) !== null;
    const lockfile = pythonLockfile(path, entries, entries.length > 0 || isProject ? entries : null);
    return {
      ...lockfile,
      isWhole: entries.length === 0,
      includes,
      ...(manager && { manager }),
      problems: [
        ...lockfile.problems,
        ...unread,
        ...computedProblem(path, document, includes),
        ...(entries.length > 0 ? partsProblem(path, optionalParts(document)) : []),
      ],
    };
  },
} satisfies LockfileReader;
