import type { PythonEnvironment } from '../../ecosystems/index.js';
import type { Distribution } from './distribution.js';

const OF_FOLDER = /(?:^|\/)python(\d\.\d{1,2})\//;
/** `cp312-` of a tag of a wheel that has code for one release of Python. */
const OF_TAG = /^cp(\d)(\d{1,2})-cp\d/;
const MACHINE = /_(x86_64|aarch64)$/;

/** The value that all have; null if there is none, or if values differ. */
function only(values: Iterable<string>): string | null {
  const [first = null, ...others] = new Set(values);
  return others.length === 0 ? first : null;
}

/** Where the packages of an artifact run, as far as folders and compiled parts show it. */
export function environmentOf(distributions: readonly Distribution[]): PythonEnvironment {
  const tags = distributions.flatMap((found) => found.tags);
  const byFolder = distributions.flatMap(({ folder }) => OF_FOLDER.exec(`${folder.site}/`)?.[1] ?? []);
  const byTag = tags.flatMap((tag) => {
    const [, major, minor] = OF_TAG.exec(tag) ?? [];
    return major !== undefined && minor !== undefined && !tag.includes('-abi3-') ? [`${major}.${minor}`] : [];
  });
  return {
    pythonVersion: byFolder.length > 0 ? only(byFolder) : only(byTag),
    machine: only(tags.flatMap((tag) => MACHINE.exec(tag)?.[1] ?? [])),
  };
}
