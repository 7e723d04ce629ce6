/**
 * Letters of other alphabets that look like Latin ones, as Unicode's confusables have them.
 * https://www.unicode.org/reports/tr39/#Confusable_Detection
 */
const LOOK_ALIKES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    a: 'аα',
    b: 'Ь',
    c: 'сϲ',
    d: 'ԁ',
    e: 'еҽ',
    g: 'ɡ',
    h: 'һ',
    i: 'іιı',
    j: 'јϳ',
    k: 'κк',
    l: 'ӏⅼ',
    n: 'ո',
    o: 'оοօ',
    p: 'рρ',
    q: 'ԛ',
    r: 'г',
    s: 'ѕ',
    u: 'υս',
    v: 'νѵ',
    w: 'ԝѡ',
    x: 'хχ',
    y: 'уγ',
    z: 'ᴢ',
    '-': '‐‑–—−',
  }).flatMap(([latin, others]) => Array.from(others, (other): [string, string] => [other, latin])),
);

/** Names that look like nothing but themselves, which nearly all are. */
const PLAIN = /^(?:[a-qs-uw-z2-9@/._-]|r(?!n)|v(?!v))*$/;

/** The visual form of a name, in lower case and, for letters that look alike, in ASCII. Names with equal skeletons look the same at a glance. */
export function skeletonOf(name: string): string {
  if (PLAIN.test(name)) return name;
  const plain = name.toWellFormed().normalize('NFKC').toLowerCase();
  const latin = plain.replaceAll(/[^a-z0-9]/gu, (letter) => LOOK_ALIKES.get(letter) ?? letter);
  return latin.replaceAll('0', 'o').replaceAll('1', 'l').replaceAll('rn', 'm').replaceAll('vv', 'w');
}

/** A name without what separates its words: `@types/node` and `types-node` are one. */
export function squashed(name: string): string {
  return name.replaceAll(/[@/._-]/g, '');
}
