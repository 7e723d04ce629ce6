import * as fc from 'fast-check';
import { expect, it, test } from 'vitest';
import { byteOffsets, scriptText, unitPositions, type ScriptText } from '../../src/syntax/index.js';

function read(bytes: Buffer): ScriptText {
  return { text: scriptText(bytes), size: bytes.length };
}

test.each([
  ['UTF-8', Buffer.from('"ä€"'), '"ä€"'],
  ['anything else, a byte a character', Buffer.from([0x22, 0xe4, 0xff, 0x22]), '"\u00e4\u00ff"'],
])('%s', (_what, bytes, text) => {
  expect(scriptText(bytes)).toBe(text);
});

it('positions are where the text before them ends, in bytes', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 5 })), (parts) => {
      const script = read(Buffer.from(parts.join('')));
      let text = '';
      const positions = parts.map((part) => (text += part).length);
      let bytes = 0;
      const offsets = parts.map((part) => (bytes += Buffer.byteLength(part)));
      expect(byteOffsets(script, positions)).toEqual(offsets);
      expect([...unitPositions(text, offsets)]).toEqual(
        [...new Map(offsets.map((offset, at) => [offset, positions[at]]))].sort(([a], [b]) => a - b),
      );
    }),
  );
});

it.each<[what: string, bytes: Buffer, position: number, offset: number]>([
  ['inside a surrogate pair', Buffer.from('a𝄞b'), 2, 1],
  ['after one', Buffer.from('a𝄞b'), 3, 5],
  ['in what is no UTF-8', Buffer.from([0x61, 0xff, 0xfe, 0x62]), 3, 3],
])('%s', (_, ...[bytes, position, offset]) => {
  expect(byteOffsets(read(bytes), [position])).toEqual([offset]);
});
