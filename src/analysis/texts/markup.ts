import type { RulesByCheck } from './rules-by-check.js';
import { behindText, TEXT_STATE } from './text-state.js';

const { escaped, noDouble, noSingle } = TEXT_STATE;

/** The state that an escaped text must have inside an attribute with these quotes. */
const LACKING: ReadonlyMap<string, string> = new Map([
  ['"', noDouble],
  ["'", noSingle],
]);

/** The quote of the attribute in which a text of HTML ends: none (`''`) in `<input value=`; null if it ends in no attribute. */
export function attributeAt(text: string): string | null {
  const tag = text.slice(text.lastIndexOf('<'));
  if (!/^<[a-zA-Z][^>]*$/.test(tag)) return null;
  let quote = '';
  for (const sign of tag)
    if (quote === '' && LACKING.has(sign)) quote = sign;
    else if (sign === quote) quote = '';
  if (quote !== '') return quote;
  return /=\s*$/.test(tag) ? '' : null;
}

/** The states of a text after code has removed or escaped some characters. */
export function escapedStates(lacks: (sign: string) => boolean): readonly string[] {
  const signs = [...LACKING, ['<', escaped] as const];
  return signs.flatMap(([sign, state]) => (lacks(sign) ? [state] : []));
}

/**
 * The states of an escaped text where it stands behind another text. Inside an attribute, a quote that was not escaped ends the attribute.
 * @param rules rules that escaped text does not break
 */
function inMarkup(before: ReadonlySet<string>, text: string, rules: readonly string[]): ReadonlySet<string> {
  const quote = before.has(escaped) ? attributeAt(text) : null;
  if (quote === null || before.has(LACKING.get(quote) ?? '')) return before;
  return new Set([...before].filter((each) => !rules.includes(each)));
}

/** What holds of a text that stands behind another one. */
export function placedBehind(
  before: ReadonlySet<string>,
  text: string,
  { folder, markup }: Pick<RulesByCheck, 'folder' | 'markup'>,
): ReadonlySet<string> {
  return behindText(inMarkup(before, text, markup), text, folder);
}
