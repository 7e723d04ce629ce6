import { limitOf } from '../files/index.js';

/** Longer names come from no minifier and no person. */
const NAME = String.raw`(?<![\w$])([\w$]{1,64})`;
/** `name = /* @__PURE__ *\/ ` at the end of a text. */
const ASSIGNED = String.raw`${NAME}\s{0,8}=\s{0,8}(?:\/\*[^*]{0,40}\*\/\s{0,8})?`;

/** Signs of another name for `require`, and the text before each sign, the name first. */
const PLACES: readonly (readonly [sign: RegExp, before: RegExp])[] = [
  // name = createRequire(import.meta.url): banners, Bun, Rolldown
  [/\bimport\.meta\b/g, new RegExp(String.raw`${ASSIGNED}(?<![\w$.])[\w$.]{1,130}\(\s{0,8}$`)],
  [
    /\bcreateRequire\s{0,8}\)?\s{0,8}\(/g,
    new RegExp(String.raw`${ASSIGNED}(?:\(\s{0,8}0\s{0,8},\s{0,8})?(?:(?<![\w$])[\w$]{1,64}\.)?$`),
  ],
  // name = (x => typeof require < "u" ? require : …)(…): esbuild
  [
    /\btypeof require\b/g,
    new RegExp(
      String.raw`${ASSIGNED}\(\s{0,8}(?:\(?\s{0,8}[\w$]{1,64}\s{0,8}\)?\s{0,8}=>\s{0,8}|function\s{0,8}\([\w$]{1,64}\)\s{0,8}\{\s{0,8}return\s{0,8})$`,
    ),
  ],
  // name = require: hidden from bundlers
  [/\brequire\s{0,8}(?![\w$(.[\s])/g, new RegExp(`${ASSIGNED}$`)],
];

/** No text before a sign is longer. */
const MAX_BEFORE = 240;

/**
 * Names that a text seems to use for `require`: bundlers and their banners define some where
 * `require` is missing, and authors hide it from bundlers. The search is linear; the syntax tree then confirms the names.
 */
export function requireNames(text: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const [sign, before] of PLACES)
    for (const { index } of text.matchAll(sign)) {
      const name = before.exec(text.slice(Math.max(0, index - MAX_BEFORE), index))?.[1];
      if (name !== undefined && name !== 'require') names.add(name);
      if (names.size >= limitOf('require-names')) return names;
    }
  return names;
}
