import { Buffer } from 'node:buffer';

const ESCAPE = /\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|([0-7]{1,3})|(\r?\n|.))/gs;
const SIGNS: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['\n', ''],
  ['\r\n', ''],
]);

/** A text without its escapes. https://docs.python.org/3/reference/lexical_analysis.html#escape-sequences */
export function unescaped(text: string): string {
  return text.replace(ESCAPE, (_all, ...groups: (string | undefined)[]) => {
    const [two, four, eight, octal, sign = ''] = groups;
    const hex = two ?? four ?? eight;
    const code = hex === undefined ? Number.parseInt(octal ?? '', 8) : Number.parseInt(hex, 16);
    if (Number.isNaN(code)) return SIGNS.get(sign) ?? sign;
    return code <= 0x10_ff_ff ? String.fromCodePoint(code) : '';
  });
}

function rotated(text: string): string {
  return text.replaceAll(/[a-z]/gi, (letter) => {
    const base = letter <= 'Z' ? 65 : 97;
    return String.fromCodePoint(((letter.codePointAt(0)! - base + 13) % 26) + base);
  });
}

export function reversed(text: string): string {
  return Array.from(text).reverse().join('');
}

/** Gives the text of a decoder. @param how its second argument. */
export type Decode = (text: string, how: string) => string;

function byName(text: string, how: string): string {
  if (/^rot_?13$/i.test(how)) return rotated(text);
  return /^hex(?:_codec)?$/i.test(how) ? Buffer.from(text, 'hex').toString('latin1') : text;
}

const fromBase64: Decode = (text) => Buffer.from(text, 'base64').toString('latin1');
const fromHex: Decode = (text) => Buffer.from(text.replaceAll(/\s/g, ''), 'hex').toString('latin1');
const same: Decode = (text) => text;

/** Functions that decode a text. */
export const DECODERS: ReadonlyMap<string, Decode> = new Map([
  ['base64.b64decode', fromBase64],
  ['base64.urlsafe_b64decode', fromBase64],
  ['base64.standard_b64decode', fromBase64],
  ['binascii.a2b_base64', fromBase64],
  ['base64.b16decode', fromHex],
  ['binascii.unhexlify', fromHex],
  ['bytes.fromhex', fromHex],
  ['bytearray.fromhex', fromHex],
  ['codecs.decode', byName],
  ['codecs.encode', byName],
  ['str', same],
  ['bytes', same],
]);

/** Methods of texts. */
export const METHODS: ReadonlyMap<string, Decode> = new Map([
  ['decode', same],
  ['encode', same],
  ['lower', (text) => text.toLowerCase()],
  ['upper', (text) => text.toUpperCase()],
  ['strip', (text) => text.trim()],
  ['swapcase', (text) => text.replaceAll(/[a-z]/gi, (c) => (c < 'a' ? c.toLowerCase() : c.toUpperCase()))],
]);
