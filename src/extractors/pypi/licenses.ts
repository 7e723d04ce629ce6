import { limitOf } from '../../files/index.js';

/** Fields that name a package's licence. */
export interface LicenseFields {
  /** https://peps.python.org/pep-0639/ */
  readonly expression: string | null;
  readonly words: string | null;
  readonly classifiers: readonly string[];
}

/** SPDX ids of classifiers that mean one licence. https://github.com/pypa/trove-classifiers is the list of all. */
const IDS: ReadonlyMap<string, string> = new Map([
  ['MIT License', 'MIT'],
  ['MIT No Attribution License (MIT-0)', 'MIT-0'],
  ['Apache Software License', 'Apache-2.0'],
  ['ISC License (ISCL)', 'ISC'],
  ['Python Software Foundation License', 'PSF-2.0'],
  ['Mozilla Public License 2.0 (MPL 2.0)', 'MPL-2.0'],
  ['Mozilla Public License 1.1 (MPL 1.1)', 'MPL-1.1'],
  ['The Unlicense (Unlicense)', 'Unlicense'],
  ['zlib/libpng License', 'Zlib'],
  ['Zope Public License', 'ZPL-2.1'],
  ['Boost Software License 1.0 (BSL-1.0)', 'BSL-1.0'],
  ['CC0 1.0 Universal (CC0 1.0) Public Domain Dedication', 'CC0-1.0'],
  ['Common Development and Distribution License 1.0 (CDDL-1.0)', 'CDDL-1.0'],
  ['Eclipse Public License 1.0 (EPL-1.0)', 'EPL-1.0'],
  ['Eclipse Public License 2.0 (EPL-2.0)', 'EPL-2.0'],
  ['European Union Public Licence 1.2 (EUPL 1.2)', 'EUPL-1.2'],
  ['Historical Permission Notice and Disclaimer (HPND)', 'HPND'],
  ['Open Software License 3.0 (OSL-3.0)', 'OSL-3.0'],
  ['Universal Permissive License (UPL)', 'UPL-1.0'],
  ['University of Illinois/NCSA Open Source License', 'NCSA'],
  ['GNU General Public License v2 (GPLv2)', 'GPL-2.0-only'],
  ['GNU General Public License v2 or later (GPLv2+)', 'GPL-2.0-or-later'],
  ['GNU General Public License v3 (GPLv3)', 'GPL-3.0-only'],
  ['GNU General Public License v3 or later (GPLv3+)', 'GPL-3.0-or-later'],
  ['GNU Lesser General Public License v2 or later (LGPLv2+)', 'LGPL-2.0-or-later'],
  ['GNU Lesser General Public License v3 (LGPLv3)', 'LGPL-3.0-only'],
  ['GNU Lesser General Public License v3 or later (LGPLv3+)', 'LGPL-3.0-or-later'],
  ['GNU Lesser General Public License v2 (LGPLv2)', 'LGPL-2.0-only'],
  ['GNU Affero General Public License v3', 'AGPL-3.0-only'],
  ['GNU Affero General Public License v3 or later (AGPLv3+)', 'AGPL-3.0-or-later'],
]);

const PREFIX = 'License :: ';

function classified(classifiers: readonly string[]): string[] {
  const named = classifiers.filter((each) => each.startsWith(PREFIX));
  const last = named.map((each) => each.slice(each.lastIndexOf(' :: ') + 4).trim());
  return last.filter((name) => name !== 'OSI Approved').map((name) => IDS.get(name) ?? name);
}

/** A name of a licence, and not its text or a note that there is none. */
function isName(words: string): boolean {
  return words.length <= limitOf('licence-name') && !/^(?:unknown|none|see .*)$/i.test(words);
}

/** The form of an SPDX id with a version or a number of clauses: `BSD-3-Clause`. Classifiers say less: `BSD License`. */
const NUMBERED = /^[A-Za-z]+-\d[\w.+-]*$/;

/** The licences of a package: the expression, else the words where they are short, else the classifiers. */
export function licensesOf({ expression, words, classifiers }: LicenseFields): readonly string[] {
  if (expression !== null) return [expression.slice(0, limitOf('licence-name'))];
  const ids = [...new Set(classified(classifiers))].slice(0, limitOf('licences'));
  const isVague = ids.length === 1 && ![...IDS.values()].some((id) => ids.includes(id));
  if (isVague && words !== null && isName(words) && NUMBERED.test(words)) return [words];
  if (ids.length === 1) return ids;
  return words !== null && isName(words) ? [words] : ids;
}
