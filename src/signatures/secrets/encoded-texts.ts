import { limitOf } from '../../files/index.js';
import { unescaped } from './quoted-text.js';
import type { TextPiece } from './text-piece.js';

/** Longest encoded texts first bytes that are looked at, before all is decoded. */
const HEAD = 96;
const BASE64 = /[A-Za-z0-9+/_-]{16,}={0,2}/g;
const HEX = /(?<![0-9a-fA-F])(?:[0-9a-fA-F]{2}){12,2000}(?![0-9a-fA-F])/g;
const ESCAPED = /(?:\\x[0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|[\w+/=.:@~-]){8,4000}/g;
const CODES =
  /(?:fromCharCode\s{0,3}\(\s{0,3}(?:\.\.\.\s{0,3}\[)?|from\s{0,3}\(\s{0,3}\[|bytes\s{0,3}\(\s{0,3}\[|Uint8Array\s{0,3}\(\s{0,3}\[)((?:\s{0,9}\d{2,3}\s{0,9},){9,2000}\s{0,9}\d{2,3})/g;

/** Characters before numbers that show which name gets their text. */
const CONTEXT = 80;
const NAMED =
  /([\w$.-]{1,60})["']?\s{0,5}(?:=>|[:=])\s{0,5}(?:(?:new\s{1,3})?[\w$.]{1,40}[(\s]\s{0,3}){0,3}[\w$.]{0,40}$/;

function isText(bytes: Buffer): boolean {
  let odd = 0;
  for (const byte of bytes) {
    const isPlain = (byte >= 32 && byte < 127) || byte === 9 || byte === 10 || byte === 13;
    if (!isPlain) odd += byte >= 128 ? 1 : bytes.length;
  }
  return odd * 20 < bytes.length;
}

function decoded(encoded: string, encoding: 'base64' | 'hex'): string | null {
  if (!isText(Buffer.from(encoded.slice(0, HEAD), encoding))) return null;
  const bytes = Buffer.from(encoded, encoding);
  return isText(bytes) ? bytes.toString('latin1') : null;
}

function decodedPieces(text: string, pattern: RegExp, encoding: 'base64' | 'hex'): TextPiece[] {
  const pieces: TextPiece[] = [];
  let left = limitOf('secret-views');
  for (const { 0: encoded, index } of text.matchAll(pattern)) {
    if (encoded.length > left) continue;
    const plain = decoded(encoded, encoding);
    if (plain === null) continue;
    left -= encoded.length;
    pieces.push({ text: plain, start: index, end: index + encoded.length, how: `encoded in ${encoding}` });
  }
  return pieces;
}

function escapedPieces(text: string): TextPiece[] {
  if (!text.includes('\\x') && !text.includes('\\u')) return [];
  return [...text.matchAll(ESCAPED)]
    .filter(({ 0: source }) => source.includes('\\'))
    .map(({ 0: source, index }) => ({
      text: unescaped(source),
      start: index,
      end: index + source.length,
      how: 'written with escapes',
    }));
}

function codePieces(text: string): TextPiece[] {
  return [...text.matchAll(CODES)].flatMap(({ 0: all, 1: list = '', index }) => {
    const codes = list.split(',').map(Number);
    if (!codes.every((code) => code >= 32 && code < 127)) return [];
    const plain = String.fromCharCode(...codes);
    const name = NAMED.exec(text.slice(Math.max(0, index - CONTEXT), index))?.[1];
    const named = name === undefined ? plain : `${name} = "${plain}"`;
    return [{ text: named, start: index, end: index + all.length, how: 'written as numbers' }];
  });
}

/** Texts that a text holds encoded: in base64, as hexadecimal digits, with escapes, as numbers of characters. Data that is no text is left out. */
export function encodedTexts(text: string): TextPiece[] {
  return [
    ...decodedPieces(text, BASE64, 'base64'),
    ...decodedPieces(text, HEX, 'hex'),
    ...escapedPieces(text),
    ...codePieces(text),
  ];
}
