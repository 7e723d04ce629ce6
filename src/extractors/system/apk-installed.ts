// https://gitlab.alpinelinux.org/alpine/apk-tools/-/blob/master/doc/apk-v2.5.scd
import { readLetterStanzas } from './stanzas.js';
import { isWord, type SystemList, type SystemPackage } from './system-package.js';

type Fields = readonly (readonly [string, string])[];

/** Files of an entry: `F:` names a folder, and each `R:` after it a file in there. */
function filesOf(fields: Fields): string[] {
  let folder = '';
  return fields.flatMap(([letter, value]) => {
    if (letter === 'F') folder = value;
    return letter === 'R' ? [folder === '' ? value : `${folder}/${value}`] : [];
  });
}

function packageOf(fields: Fields, path: string): SystemPackage | null {
  const first = new Map(fields.toReversed());
  const [name = '', version = '', architecture = '', origin = ''] = ['P', 'V', 'A', 'o'].map((letter) =>
    first.get(letter),
  );
  if (!isWord(name) || !isWord(version)) return null;
  return {
    name,
    version,
    architecture: isWord(architecture) ? architecture : '',
    source: { name: isWord(origin) ? origin : name, version },
    license: first.get('L') || null,
    path,
    files: filesOf(fields),
  };
}

/** Reads the list of installed packages of Alpine's package manager. */
export function readApkInstalled(text: string, path: string): SystemList {
  const packages: SystemPackage[] = [];
  let unreadable = 0;
  for (const fields of readLetterStanzas(text)) {
    const found = packageOf(fields, path);
    if (found) packages.push(found);
    else unreadable += 1;
  }
  return { packages, unreadable };
}
