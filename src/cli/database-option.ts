import { statSync } from 'node:fs';
import { Option } from 'commander';
import { ecosystemsIn, type UpdateinfoSource } from '../advisories/index.js';
import { ecosystemOf } from '../ecosystems/index.js';
import { isSystemError, ScanError, systemReason } from '../model/index.js';
import { databaseFolder } from './user-folders.js';

function reasonOf(folder: string): string | null {
  try {
    statSync(folder);
    return ecosystemsIn(folder).length > 0 ? null : 'the folder has no such file';
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return systemReason(error);
  }
}

/** A folder that the user names must hold advisories: without them the old starter would be used. @throws ScanError */
function checkedDatabase(folder: string): string {
  const reason = reasonOf(folder);
  if (reason === null) return folder;
  throw new ScanError('not-found', `There are no advisories in ${folder}: ${reason}.`, {
    hint: 'Run `stowaway db update --db DIR` first, or leave --db out.',
  });
}

/**
 * `--db`. The default folder exists only after a download.
 * @param check a folder that the user names; the default check is for commands that read the database.
 */
export function databaseOption(check = checkedDatabase): Option {
  return new Option('--db <dir>', 'folder of the advisory database')
    .default(databaseFolder())
    .argParser(check);
}

export const UPDATEINFO_HINT =
  'Give the list in the metadata of its repository: --updateinfo "Amazon Linux:2023=updateinfo.xml.gz", a file or an https:// address.';

/** `Amazon Linux:2023=FILE` @throws ScanError `usage` */
export function updateinfoSource(text: string): UpdateinfoSource {
  const cut = text.indexOf('=');
  const [ecosystem, location] = [text.slice(0, Math.max(cut, 0)), text.slice(cut + 1)];
  const { distribution } = ecosystemOf(ecosystem) ?? {};
  if (distribution?.advisoriesIn && ecosystem.includes(':') && location !== '')
    return { ecosystem, location };
  throw new ScanError('usage', `--updateinfo ${text} names no release with a list of updates.`, {
    hint: UPDATEINFO_HINT,
  });
}
