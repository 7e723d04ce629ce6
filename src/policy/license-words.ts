import { bareName } from './license-names.js';
import { presentId, type LicenseExpression } from './spdx-expression.js';
import { SPDX_IDS } from './spdx-ids.js';

/**
 * Ids by the bare names of words that name several licences, or one in another way. The words may mean each of these ids: rules have to
 * allow all of them, and a rule that denies one of them denies the words.
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

/** All ids with a bare name: `GPL-2.0` and `GPL-2.0+` have the same one. */
function idsOf(name: string): readonly string[] {
  if (idsByName === null) {
    const byName = new Map<string, string[]>();
    for (const id of SPDX_IDS.trim().split(/\s+/))
      byName.set(bareName(id), [...(byName.get(bareName(id)) ?? []), id]);
    idsByName = byName;
  }
  return FAMILIES.get(name) ?? idsByName.get(name) ?? [];
}

/** Most characters of a licence's name; longer words are a sentence. */
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
