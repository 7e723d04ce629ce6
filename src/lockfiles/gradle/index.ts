import { maven } from '../../ecosystems/index.js';
import { lockfileOf, type LockEntry } from '../lock-entries.js';
import type { LockfileReader } from '../lockfile-reader.js';
import { unreadLockfile } from '../lockfile.js';

// https://docs.gradle.org/current/userguide/dependency_locking.html#lock-state-location-and-format

/** A module and the configurations that hold it: `group:name:version=runtimeClasspath,testRuntimeClasspath`. */
interface LockedModule {
  readonly name: string;
  readonly version: string;
  readonly configurations: readonly string[];
}

/** Line that lists the configurations without any module. */
const EMPTY = 'empty';

/** null for a line of another format. */
function moduleOf(line: string): LockedModule | null {
  const equals = line.indexOf('=');
  const [group, artifact, version, ...others] = line.slice(0, Math.max(0, equals)).split(':');
  if (!group || !artifact || !version || others.length > 0) return null;
  return { name: `${group}:${artifact}`, version, configurations: line.slice(equals + 1).split(',') };
}

/** What a program runs with, and not its tests: `runtimeClasspath`, `productionRuntimeClasspath`. */
function isDeployed(configuration: string): boolean {
  return /runtimeClasspath$/i.test(configuration) && !/test/i.test(configuration);
}

/** Modules of the configurations that are deployed; all where the build has none of a usual name. */
function deployedAmong(modules: readonly LockedModule[]): readonly LockedModule[] {
  const deployed = modules.filter(({ configurations }) => configurations.some(isDeployed));
  return deployed.length > 0 ? deployed : modules;
}

function entryOf({ name, version }: LockedModule): LockEntry {
  return { name, version, isPrivate: false, marker: null, dependencies: [] };
}

/** Lockfiles of Gradle. They list modules and say nothing about who requires whom. */
export const gradle = {
  id: 'gradle',
  title: 'Gradle (Java)',
  fileNames: ['gradle.lockfile'],
  read({ path, text }) {
    const lines = text.split(/\r?\n/).filter((line) => line !== '' && !line.startsWith('#'));
    const listed = lines.filter((line) => !line.startsWith(`${EMPTY}=`));
    const modules = listed.map(moduleOf);
    const known = modules.flatMap((each) => each ?? []);
    if (lines.length === 0 || known.length < modules.length)
      return unreadLockfile(
        path,
        'malformed',
        'The lockfile is none that Gradle writes: its packages were not seen.',
      );
    return lockfileOf({ path, ecosystem: maven.name }, deployedAmong(known).map(entryOf));
  },
} satisfies LockfileReader;
