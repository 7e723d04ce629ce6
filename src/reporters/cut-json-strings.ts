import { digestOf } from './content-id.js';

/** Longest string of a JSON report that is written in full, in UTF-16 units of its literal. Honest ones are a tenth of it. */
const LONGEST = 10_000;
/** Characters of a longer one that are shown. */
const MAX_SHOWN = 400;

/**
 * Whether a text can hold a longer literal than is written: each one covers a sample that is followed by no quote for half its
 * length, or by one that is escaped.
 */
function mayHoldLonger(json: string): boolean {
  const step = LONGEST / 2;
  for (let at = step; at < json.length; at += step) {
    const quote = json.indexOf('"', at);
    if (quote < 0 || quote - at >= step || json[quote - 1] === '\\') return true;
  }
  return false;
}

/** Where the literal that begins at a quote ends: behind its closing quote. */
function endOfLiteral(json: string, start: number): number {
  let at = start + 1;
  for (;;) {
    const quote = json.indexOf('"', at);
    if (quote < 0) return json.length;
    let slashes = quote;
    while (json[slashes - 1] === '\\') slashes -= 1;
    if ((quote - slashes) % 2 === 0) return quote + 1;
    at = quote + 1;
  }
}

/** The digest keeps two strings apart that begin alike: ids are strings, too. */
function cut(literal: string): string {
  const text = JSON.parse(literal) as string;
  const digest = digestOf(text).slice(0, 12);
  return JSON.stringify(
    `${text.slice(0, MAX_SHOWN)}… (${text.length - MAX_SHOWN} more characters, ${digest})`,
  );
}

/** A JSON text with strings that nobody reads cut; each shows its former length. */
export function cutJsonStrings(json: string): string {
  if (!mayHoldLonger(json)) return json;
  const pieces: string[] = [];
  let written = 0;
  for (let start = json.indexOf('"'); start >= 0;) {
    const end = endOfLiteral(json, start);
    if (end - start > LONGEST) {
      pieces.push(json.slice(written, start), cut(json.slice(start, end)));
      written = end;
    }
    start = json.indexOf('"', end);
  }
  return pieces.length === 0 ? json : pieces.join('') + json.slice(written);
}
