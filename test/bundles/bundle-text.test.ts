import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { bundleText, byteOffsets } from '../../src/bundles/bundle-text.js';

it('positions are where the text before them ends, in bytes', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 5 })), (parts) => {
      const bundle = bundleText('x.js', Buffer.from(parts.join('')));
      let text = '';
      const positions = parts.map((part) => (text += part).length);
      let bytes = 0;
      expect(byteOffsets(bundle, positions)).toEqual(parts.map((part) => (bytes += Buffer.byteLength(part))));
    }),
  );
});

it.each<[what: string, bytes: Buffer, position: number, offset: number]>([
  ['inside a surrogate pair', Buffer.from('a𝄞b'), 2, 1],
  ['after one', Buffer.from('a𝄞b'), 3, 5],
  ['in what is no UTF-8', Buffer.from([0x61, 0xff, 0xfe, 0x62]), 3, 3],
])('%s', (_, ...[bytes, position, offset]) => {
  expect(byteOffsets(bundleText('x.js', bytes), [position])).toEqual([offset]);
});
