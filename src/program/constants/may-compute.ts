const SHORT = String.raw`(["'\x60])[\w./:$-]{0,12}`;

/**
 * What code looks like that makes names or code of its constants: short texts that are joined or added, texts that are turned
 * around, characters from codes, texts that are decoded, tables of texts that are turned. Most scripts have none of it.
 */
const FORMS: readonly RegExp[] = [
  new RegExp(String.raw`${SHORT}\1\s{0,9}\+\s{0,9}(["'\x60])[\w./:$-]{1,12}\2`),
  /\[\s{0,9}(["'`])[^"'`\n]{0,16}\1\s{0,9},[^\]]{0,300}\]\s{0,9}(?:\.\s{0,9}(?:join|reverse|map|reduce)\b|\[["'`]\w)/,
  /\.reverse\(\)|\["reverse"\]|\['reverse'\]/,
  /fromCharCode|fromCodePoint/,
  /(?:Buffer\.from|\batob|\bunescape)\(\s{0,9}["'`]/,
  /\batob\b|["'`](?:base64|hex)["'`]/,
  /charCodeAt\([^)]{0,20}\)\s{0,9}[\^%+-]|\^\s{0,9}[\w$.]{1,40}(?:\.charCodeAt|\[)/,
  /\[\s{0,9}(?:0x[\da-f]{1,3}|\d{1,3})\s{0,9}(?:,\s{0,9}(?:0x[\da-f]{1,3}|\d{1,3})\s{0,9}){7,}/,
  /parseInt\([^)]{1,60},\s{0,9}(?:16|2|36|0x10)\)/,
  /\.replace\(\/[^/\n]{1,30}\/g,\s{0,9}["'`]{2}\)/,
  /\b_0x[\da-f]{4,}|while\s{0,9}\(!!\[\]\)/,
  /\(!\[\]\s{0,3}\+\s{0,3}\[\]\)|\[\+!{1,2}\[\]\]/,
  /(?:\\x[\da-f]{2}|\\u00[2-7][\da-f]){3}/i,
  /new Blob\(|data:text\/javascript|['"`]-e['"`]/,
];

/** Modules and objects by which code does harm. */
const ABLE =
  /child_process|\b(?:fs|net|tls|dns|dgram|https?|http2|module|vm|worker_threads|os|fs\/promises)["'`]|process(?:\.|\[)|globalThis|\b_load\b/;
/** Parts of names in such code. */
const PARTS = /["'`][\w./:-]{1,12}["'`]\s{0,9}\+|\+\s{0,9}["'`][\w./:-]{1,12}["'`]|\.join\(|Buffer\.from\(|TextDecoder/;
/** Characters of a script in which parts of names are looked for whatever they look like. */
const SMALL = 30_000;

/** Whether a script may make texts of its constants. */
export function mayCompute(text: string): boolean {
  if (FORMS.some((form) => form.test(text))) return true;
  return text.length < SMALL && PARTS.test(text) && ABLE.test(text);
}
