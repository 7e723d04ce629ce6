import { isFields, type Fields } from '../../ecosystems/index.js';
import type { LockfileReader } from '../lockfile-reader.js';
import type { LockEdge, LockEntry } from '../lock-entries.js';
import { brokenPythonLock, pythonLockfile } from '../python-lock.js';
import { loadToml, fieldsIn, text, tomlEntries } from '../toml-lock.js';

// https://docs.astral.sh/uv/concepts/projects/layout/#the-lockfile

function edgesIn(value: unknown, type: NonNullable<LockEdge['type']> = 'prod'): LockEdge[] {
  return fieldsIn(value).flatMap(({ name, version }) =>
    typeof name === 'string' ? [{ name, version: text(version), type }] : [],
  );
}

function edgesOfGroups(value: unknown, type: NonNullable<LockEdge['type']>): LockEdge[] {
  return isFields(value) ? Object.values(value).flatMap((list) => edgesIn(list, type)) : [];
}

/** A project of the workspace, whose code is not installed from an index. */
function isProject({ source }: Fields): boolean {
  return isFields(source) && ['virtual', 'editable'].some((kind) => source[kind] !== undefined);
}

function entryOf(fields: Fields): LockEntry[] {
  const { name, source } = fields;
  if (typeof name !== 'string') return [];
  const isFromIndex = !isFields(source) || source['registry'] !== undefined;
  return [
    {
      name,
      version: text(fields['version']),
      isPrivate: !isFromIndex,
      marker: null,
      dependencies: [
        ...edgesIn(fields['dependencies']),
        ...edgesOfGroups(fields['optional-dependencies'], 'optional'),
      ],
    },
  ];
}

/** Lockfiles of uv. A name may have several releases, for different places. */
export const uv = {
  id: 'uv',
  title: 'uv',
  fileNames: ['uv.lock'],
  prepare: loadToml,
  read({ path, text: source }) {
    const listed = tomlEntries(source, 'package');
    if (!listed) return brokenPythonLock(path, 'uv.lock');
    const projects = listed.filter(isProject);
    const roots = projects.flatMap((project) => [
      ...edgesIn(project['dependencies']),
      ...edgesOfGroups(project['dev-dependencies'], 'dev'),
    ]);
    const entries = listed.filter((entry) => !isProject(entry)).flatMap(entryOf);
    return pythonLockfile(path, entries, projects.length === 0 ? null : roots);
  },
} satisfies LockfileReader;
