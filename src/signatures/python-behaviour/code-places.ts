import { firstIndex } from '../../model/index.js';
import { proseOf, type Stretch } from '../../program/index.js';
import { placesOf } from '../../syntax/index.js';
import type { SearchedScript } from '../behaviour/kind-places.js';
import { codeParts } from '../text/code-parts.js';

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

const PYTHON = /\.pyw?$/;
/** Code that reads what is written in its file beside the code. */
const READS_ITSELF = /__doc__|getdoc|getcomments|getsource|open\(\s*__file__/;

/** Code that runs, sends or loads something. */
const ACTS =
  /exec|eval|compile|system|[pP]open|subprocess|spawn|import_|__import__|getattr|globals|socket|dup2|urlopen|requests|\brun\b|Thread/;
/** What stands before a text that is an item of a table, by a key that is a text. Texts are empty in it. */
const KEYED = /""\s{0,20}:\s{0,20}[rbu]?$/i;
/** Characters before a text that are looked at. */
const BEFORE_TEXT = 50;

/** Texts in tables of a module that does nothing with them: samples, descriptions, rules. */
function keptTexts(script: string): readonly Stretch[] {
  const { code, texts, offsetOf } = codeParts(script, 'python');
  if (ACTS.test(code)) return [];
  return texts.flatMap(({ at, codeAt }): Stretch[] => {
    const isKeyed = KEYED.test(code.slice(Math.max(0, codeAt - BEFORE_TEXT), codeAt));
    return isKeyed ? [[at, offsetOf(codeAt + 2)]] : [];
  });
}

/** The places of those that stand in code, where a rule wants that. All of them where code reads its own descriptions. */
export function placesInCode<Place extends { readonly path: string; readonly offset: number }>(
  places: readonly Place[],
  file: { readonly path: string; text(): string },
  { codeOnly: isWanted = false }: { readonly codeOnly?: boolean | undefined },
): readonly Place[] {
  const { path } = file;
  if (!isWanted || places.length === 0 || !PYTHON.test(path)) return places;
  const text = file.text();
  if (READS_ITSELF.test(text)) return places;
  const passed = [proseOf(text), keptTexts(text)];
  return places.filter(
    (place) => place.path !== path || !passed.some((stretches) => isInside(stretches, place.offset)),
  );
}
