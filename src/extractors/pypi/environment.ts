import type { PythonEnvironment } from '../../ecosystems/index.js';
import type { Distribution } from './distribution.js';

const OF_FOLDER = /(?:^|\/)python(\d\.\d{1,2})\//;
/** `cp312-` of a tag of a wheel that has code for one release of Python. */
const OF_TAG = /^cp(\d)(\d{1,2})-cp\d/;
const MACHINE = /_(x86_64|aarch64)$/;
/** `_core.cpython-311-x86_64-linux-gnu.so`: what is left of a wheel whose metadata was deleted. */
const OF_FILE = /\.cpython-(\d)(\d{1,2})t?-(x86_64|aarch64)-linux-\w{1,9}\.so$/;

const UNKNOWN: PythonEnvironment = { pythonVersion: null, machine: null };

/** The value that all have; null if there is none, or if values differ. */
function only(values: Iterable<string>): string | null {
  const [first = null, ...others] = new Set(values);
  return others.length === 0 ? first : null;
}

/** What the names of compiled files say. */
function environmentOfFiles(paths: Iterable<string>): PythonEnvironment {
  const versions = new Set<string>();
  const machines = new Set<string>();
  for (const path of paths) {
    const [, major, minor, machine] = path.endsWith('.so') ? (OF_FILE.exec(path) ?? []) : [];
    if (machine === undefined) continue;
    versions.add(`${major}.${minor}`);
    machines.add(machine);
  }
  return { pythonVersion: only(versions), machine: only(machines) };
}

/**
 * Where the packages of an artifact run: as folders and compiled parts show it, because an installer chose the packages for that
 * Python, else as the configuration says.
 * @param paths of all files: they decide where no metadata does.
 */
export function environmentOf(
  distributions: readonly Distribution[],
  paths: Iterable<string>,
  configured: PythonEnvironment = UNKNOWN,
): PythonEnvironment {
  const tags = distributions.flatMap((found) => found.tags);
  const byFolder = distributions.flatMap(({ folder }) => OF_FOLDER.exec(`${folder.site}/`)?.[1] ?? []);
  const byTag = tags.flatMap((tag) => {
    const [, major, minor] = OF_TAG.exec(tag) ?? [];
    return major !== undefined && minor !== undefined && !tag.includes('-abi3-') ? [`${major}.${minor}`] : [];
  });
  const machines = tags.flatMap((tag) => MACHINE.exec(tag)?.[1] ?? []);
  const byFile = environmentOfFiles(paths);
  const stated = byFolder.length > 0 ? byFolder : byTag;
  return {
    pythonVersion: (stated.length > 0 ? only(stated) : byFile.pythonVersion) ?? configured.pythonVersion,
    machine: (machines.length > 0 ? only(machines) : byFile.machine) ?? configured.machine,
  };
}
