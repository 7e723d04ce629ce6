import { describe, expect, it } from 'vitest';
import { encodedTexts } from '../../../src/signatures/secrets/encoded-texts.js';

const PLAIN = 'user:pa-55-word, and more of it';

describe('texts that are encoded', () => {
  it.each([
    ['base64', `x = "${Buffer.from(PLAIN).toString('base64')}"`],
    ['base64 of addresses', `x = "${Buffer.from(PLAIN).toString('base64url')}"`],
    ['hexadecimal digits', `x = "${Buffer.from(PLAIN).toString('hex')}"`],
    ['numbers', `String.fromCharCode(${[...Buffer.from(PLAIN)].join(', ')})`],
  ])('%s', (_, code) => {
    expect(encodedTexts(code).map(({ text }) => text)).toContain(PLAIN);
  });

  it.each([
    ['Python', (list: string) => `admin_password = bytes([${list}]).decode()`],
    ['JavaScript', (list: string) => `const admin_password = String.fromCharCode(${list});`],
    ['JavaScript, a property', (list: string) => `{"admin_password": Buffer.from([${list}]).toString()}`],
  ])('numbers, under the name that gets them: %s', (_, code) => {
    const texts = encodedTexts(code([...Buffer.from(PLAIN)].join(', '))).map(({ text }) => text);
    expect(texts).toContain(`admin_password = "${PLAIN}"`);
  });

  it('escapes', () => {
    const escaped = Array.from('abcdefgh-12345')
      .map((char) => `\\x${char.charCodeAt(0).toString(16)}`)
      .join('');
    expect(encodedTexts(`x = "${escaped}"`).map(({ text }) => text)).toContain('abcdefgh-12345');
  });

  it('data that is no text is left out', () => {
    const bytes = Buffer.from(Array.from({ length: 64 }, (_, at) => (at * 37) % 256));
    expect(encodedTexts(`x = "${bytes.toString('base64')}"; y = "${bytes.toString('hex')}"`)).toEqual([]);
  });
});
