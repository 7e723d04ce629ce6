import { bareName } from './license-names.js';
import { presentId, type LicenseExpression } from './spdx-expression.js';
import { SPDX_IDS } from './spdx-ids.js';

/**
 * What words say that name a family of licences, or one in another way, by their bare names. They may mean each of these ids: a rule
 * has to allow all of them, and one that denies one denies the words.
 */
const FAMILIES: ReadonlyMap<string, readonly string[]> = new Map([
  ['BSD', ['BSD-2-Clause', 'BSD-3-Clause']],
  ['NEWBSD', ['BSD-3-Clause']],
  ['MODIFIEDBSD', ['BSD-3-Clause']],
  ['SIMPLIFIEDBSD', ['BSD-2-Clause']],
  ['BSD2', ['BSD-2-Clause']],
  ['BSD3', ['BSD-3-Clause']],
  ['APACHE', ['Apache-2.0']],
  ['APACHE2', ['Apache-2.0']],
  ['APACHESOFTWARE', ['Apache-2.0']],
  ['APACHESOFTWARE20', ['Apache-2.0']],
  ['EXPAT', ['MIT']],
  ['PSF', ['PSF-2.0']],
  ['PYTHONSOFTWAREFOUNDATION', ['PSF-2.0']],
  ['MPL2', ['MPL-2.0']],
  ['MOZILLAPUBLIC20MPL20', ['MPL-2.0']],
  ['MOZILLAPUBLIC20', ['MPL-2.0']],
  ['GPL', ['GPL-2.0-only', 'GPL-3.0-only']],
  ['GNUGENERALPUBLICGPL', ['GPL-2.0-only', 'GPL-3.0-only']],
  ['GPL2', ['GPL-2.0-only']],
  ['GPL3', ['GPL-3.0-only']],
  ['LGPL', ['LGPL-2.1-only', 'LGPL-3.0-only']],
  ['GNULESSERGENERALPUBLICLGPL', ['LGPL-2.1-only', 'LGPL-3.0-only']],
  ['GNULIBRARYORLESSERGENERALPUBLICLGPL', ['LGPL-2.1-only', 'LGPL-3.0-only']],
  ['LGPL3', ['LGPL-3.0-only']],
  ['AGPL', ['AGPL-3.0-only']],
  ['AGPL3', ['AGPL-3.0-only']],
  ['ARTISTIC', ['Artistic-1.0', 'Artistic-2.0']],
]);

let idsByName: ReadonlyMap<string, readonly string[]> | null = null;

/** Ids by their bare names; of a name with several, as `GPL-2.0` and `GPL-2.0+`, all. */
function idsOf(name: string): readonly string[] {
  if (idsByName === null) {
    const byName = new Map<string, string[]>();
    for (const id of SPDX_IDS.trim().split(/\s+/))
      byName.set(bareName(id), [...(byName.get(bareName(id)) ?? []), id]);
    idsByName = byName;
  }
  return FAMILIES.get(name) ?? idsByName.get(name) ?? [];
}

/** Longer words are a sentence, or a text. */
const MAX_WORDS = 120;

/** The ids that words of a manifest mean, all of them; the words themselves where they mean none. */
export function licenseOfWords(words: string): LicenseExpression {
  const written = words.trim().toUpperCase();
  const ids = words.length > MAX_WORDS ? [] : idsOf(bareName(words));
  const parts = [...new Set(ids.map(presentId))].map((id): LicenseExpression => ({
    kind: 'license',
    id,
    exception: null,
    words: written,
  }));
  const [only] = parts;
  if (!only) return { kind: 'license', id: written, exception: null };
  return parts.length === 1 ? only : { kind: 'and', parts };
}
