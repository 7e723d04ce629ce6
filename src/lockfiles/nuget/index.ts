import { fieldsInJson, isFields, nuget as ecosystem, type Fields } from '../../ecosystems/index.js';
import { lockfileOf, type LockEdge, type LockEntry } from '../lock-entries.js';
import type { LockfileReader } from '../lockfile-reader.js';
import { unreadLockfile } from '../lockfile.js';
import { text } from '../toml-lock.js';

// https://learn.microsoft.com/nuget/consume-packages/package-references-in-project-files#locking-dependencies

/** One library of a target: a framework, or a framework on one system. */
interface Locked {
  readonly name: string;
  readonly type: string | null;
  readonly version: string | null;
  readonly needs: readonly string[];
}

function lockedOf([name, fields]: readonly [string, unknown]): Locked[] {
  if (!isFields(fields)) return [];
  const needs = isFields(fields['dependencies']) ? Object.keys(fields['dependencies']) : [];
  return [{ name, type: text(fields['type']), version: text(fields['resolved']), needs }];
}

/** Other projects of the solution, which are no packages. */
function isProject({ type }: Locked): boolean {
  return type === 'Project';
}

interface Target {
  readonly entries: readonly LockEntry[];
  /** What the project and its other projects require themselves. */
  readonly roots: readonly LockEdge[];
}

function targetOf(libraries: Fields): Target {
  const all = Object.entries(libraries).flatMap(lockedOf);
  const packages = all.filter((each) => !isProject(each));
  const versions = new Map(packages.map(({ name, version }) => [name.toLowerCase(), version]));
  // A name has one version in a target.
  const edgeOf = (name: string): LockEdge => ({ name, version: versions.get(name.toLowerCase()) ?? null });
  const direct = packages.filter(({ type }) => type === 'Direct').map(({ name }) => name);
  return {
    entries: packages.map(({ name, version, needs }) => ({
      name,
      version: version !== null && ecosystem.versions.isValid(version) ? version : null,
      isPrivate: false,
      marker: null,
      dependencies: needs.map(edgeOf),
    })),
    roots: [...direct, ...all.filter(isProject).flatMap(({ needs }) => needs)].map(edgeOf),
  };
}

/** Lockfiles of NuGet. Each framework of a project has a list of its own: the packages of all are listed. */
export const nuget = {
  id: 'nuget',
  title: 'NuGet (.NET)',
  fileNames: ['packages.lock.json'],
  // https://github.com/NuGet/Home/wiki/Repeatable-build-using-lock-file-implementation
  projectNames: /^packages\.[^/]+\.lock\.json$/,
  read({ path, text: source }) {
    const frameworks = fieldsInJson(source)?.['dependencies'];
    if (!isFields(frameworks))
      return unreadLockfile(
        path,
        'malformed',
        'The lockfile is none that NuGet writes: its packages were not seen.',
      );
    const targets = Object.values(frameworks).filter(isFields).map(targetOf);
    return lockfileOf(
      { path, ecosystem: ecosystem.name },
      targets.flatMap(({ entries }) => entries),
      targets.flatMap(({ roots }) => roots),
    );
  },
} satisfies LockfileReader;
