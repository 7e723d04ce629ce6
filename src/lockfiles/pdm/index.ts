import { parseRequirement, type Fields } from '../../ecosystems/index.js';
import type { LockEntry } from '../lock-entries.js';
import { tomlReader } from '../python-lock.js';
import { text, textsIn } from '../toml-lock.js';

// https://pdm-project.org/latest/usage/lockfile/

const ELSEWHERE = ['git', 'path', 'url', 'editable'];

function entryOf(fields: Fields): LockEntry[] {
  const name = text(fields['name']);
  const groups = textsIn(fields['groups']);
  if (name === null || (groups.length > 0 && !groups.includes('default'))) return [];
  return [
    {
      name,
      version: text(fields['version']),
      isPrivate: ELSEWHERE.some((field) => fields[field] !== undefined),
      marker: text(fields['marker']),
      dependencies: textsIn(fields['dependencies']).flatMap((each) => {
        const requirement = parseRequirement(each);
        return requirement ? [{ name: requirement.name, version: null }] : [];
      }),
    },
  ];
}

/** Lockfiles of PDM. An entry is written once more for each set of its extras. */
export const pdm = tomlReader({
  id: 'pdm',
  title: 'PDM',
  fileName: 'pdm.lock',
  field: 'package',
  entryOf,
});
