import { isFields, type Fields } from '../../ecosystems/index.js';
import type { LockEdge, LockEntry } from '../lock-entries.js';
import { tomlReader } from '../python-lock.js';
import { text, textsIn } from '../toml-lock.js';

// https://github.com/python-poetry/poetry/blob/main/src/poetry/packages/locker.py

/** Whether only development needs it: `category` of old lockfiles, `groups` of new ones; those between tell nothing. */
function isOfDevelopment({ category, groups }: Fields): boolean {
  if (Array.isArray(groups)) return !groups.includes('main');
  return category === 'dev';
}

function dependenciesOf({ dependencies }: Fields): LockEdge[] {
  if (!isFields(dependencies)) return [];
  return Object.keys(dependencies).map((name) => ({ name, version: null }));
}

/** A condition is a text, or one text for each group. */
function markerOf({ markers }: Fields): string | null {
  return isFields(markers) ? text(markers['main']) : text(markers);
}

function entryOf(fields: Fields): LockEntry[] {
  const name = text(fields['name']);
  if (name === null || isOfDevelopment(fields)) return [];
  const { source } = fields;
  return [
    {
      name,
      version: text(fields['version']),
      isPrivate: isFields(source) && textsIn([source['type']]).length > 0,
      marker: markerOf(fields),
      dependencies: dependenciesOf(fields),
    },
  ];
}

/** Lockfiles of Poetry, versions 1.1 to 2.1. What the project requires stands in its manifest alone. */
export const poetry = tomlReader({
  id: 'poetry',
  title: 'Poetry',
  fileName: 'poetry.lock',
  field: 'package',
  entryOf,
});
