import { firstIndex } from '../../model/index.js';
import { proseOf, type Stretch } from '../../program/index.js';
import { placesOf } from '../../syntax/index.js';
import type { SearchedScript } from '../behaviour/kind-places.js';

function isInside(stretches: readonly Stretch[], at: number): boolean {
  const next = firstIndex(0, stretches.length, (index) => (stretches[index]?.[1] ?? 0) > at);
  const stretch = stretches[next];
  return stretch !== undefined && stretch[0] <= at;
}

/** A script in Python, in whose comments and descriptions no word stands for anything. */
export function codeOnly(script: SearchedScript): SearchedScript {
  let prose: readonly Stretch[] | undefined;
  return {
    keywords: script.keywords,
    text: () => script.text(),
    foundAt(word) {
      const found = script.foundAt(word) ?? placesOf(script.text(), word);
      if (found.length === 0) return found;
      const stretches = (prose ??= proseOf(script.text()));
      return found.filter((at) => !isInside(stretches, at));
    },
  };
}
