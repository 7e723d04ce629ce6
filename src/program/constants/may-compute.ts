import { limitOf } from '../../files/index.js';

const SHORT = String.raw`(["'\x60])[\w./:$-]{0,12}`;

/**
 * What code looks like that makes names or code of its constants: short texts that are joined or added, texts that are turned
 * around, characters from codes, texts that are decoded, tables of texts that are turned. Most scripts have none of it.
 */
const FORMS: readonly RegExp[] = [
  new RegExp(String.raw`${SHORT}\1\s{0,9}\+\s{0,9}(["'\x60])[\w./:$-]{1,12}\2`),
  /\[\s{0,9}(["'`])[^"'`\n]{0,16}\1\s{0,9},[^\]]{0,300}\]\s{0,9}(?:\.\s{0,9}(?:join|reverse|map|reduce)\b|\[["'`]\w)/,
  /\.reverse\(\)\s{0,9}\.\s{0,9}(?:join|map)|\[["'`]reverse["'`]\]/,
  /from(?:CharCode|CodePoint)(?:["'`]\])?(?:[^(["'`]|\(\s{0,9}(?:\.\.\.|\d|[^\n]{0,40}[\^%-]))/,
  /(?:\batob|\bunescape)\(\s{0,9}["'`][^"'`\n]{4}|Buffer\.from\(\s{0,9}(["'`])[^"'`\n]{4,}\1\s{0,9},/,
  /["'`](?:(?:[A-Za-z\d+/]{4}){2,100}(?:[A-Za-z\d+/]{2}==|[A-Za-z\d+/]{3}=)|(?:[2-7][\da-f]){4,200})["'`]/,
  /\[\s{0,9}(?:0x[\da-f]{1,3}|\d{1,3})\s{0,9}(?:,\s{0,9}(?:0x[\da-f]{1,3}|\d{1,3})\s{0,9}){7,}/,
  /["'`]\s{0,9}\.replace(?:All)?\([^,\n]{1,30},\s{0,9}["'`]{2}\)/,
  /(?:\\x[2-7][\da-f]|\\u00[2-7][\da-f]){3}/i,
  /createObjectURL\(|data:text\/javascript|['"`]-e['"`]/,
];

/** Arithmetic on characters and digits, which makes texts where code makes characters of numbers, too. */
const ARITHMETIC =
  /charCodeAt\([^)]{0,20}\)\s{0,9}[\^%+-]|\^\s{0,9}[\w$.]{1,40}(?:\.charCodeAt|\[)|parseInt\([^)]{1,60},\s{0,9}(?:16|2|36|0x10)\)/;
const CHARACTERS = /from(?:CharCode|CodePoint)|TextDecoder|\bBuffer\b/;

/** Modules and objects by which code does harm. */
const ABLE =
  /child_process|\.github\b|\bsecrets\b|\b(?:fs|net|tls|dns|dgram|https?|http2|module|vm|worker_threads|os|fs\/promises)["'`]|\b(?:process|globalThis|global|window|module)\s{0,9}\[|process\.env\b|\b_load\b|\beval\b|\bFunction\b|\bimport\(|\bfetch\b|XMLHttpRequest|\[\s{0,9}["'`]const|[=,(]\s{0,9}(?:globalThis|global|window|self)\s{0,9}[;,)]|\brequire\(\s{0,9}[^"'`\s)]|\brequire\s{0,9}[;,:}\]]/;
/** Parts of names in such code. */
const PARTS = /["'`]\.["'`]\s{0,9}\+|\.join\(\s{0,9}(["'`])[/._]?\1\s{0,9}\)/;

/** Forms of code that only tools which hide it make. */
const HIDDEN =
  /\b_0x[\da-f]{4,}|push["']?\]?\([\w$]{1,16}(?:\.|\[["'])shift["']?\]?\(\)\)|while\s{0,9}\(!!\[\]\)|\(!\[\]\s{0,3}\+\s{0,3}\[\]\)|\[\+!{1,2}\[\]\]|(?:\\x[2-7][\da-f]|\\u00[2-7][\da-f]){6}/i;

/** Whether a tool made a script unreadable. */
export function isHidden(text: string): boolean {
  return HIDDEN.test(text);
}

/** Whether a script may make texts of its constants. */
export function mayCompute(text: string): boolean {
  if (isHidden(text)) return true;
  if (text.length > limitOf('computed-written') || !ABLE.test(text)) return false;
  return (
    FORMS.some((form) => form.test(text)) ||
    (ARITHMETIC.test(text) && CHARACTERS.test(text)) ||
    (text.length < limitOf('computed-small') && PARTS.test(text))
  );
}
