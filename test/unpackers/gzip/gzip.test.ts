import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { HIDDEN_CODE as CODE } from '../../support/packed-samples.js';
import { see } from '../../support/see-inside.js';
import { problemLines, unpackBytes } from '../../support/unpack-bytes.js';
import { buildZip } from '../../support/zip-builder.js';

describe('a compressed file', () => {
  it('that is cut shows what it holds, and is counted', async () => {
    const text = `${CODE}${'x'.repeat(100)}`;
    const packed = gzipSync(text, { level: 0 });
    expect(await see({ 'a.gz': packed.subarray(0, -20) })).toEqual({ shown: 1, isIncomplete: true });
    const behind = await see({ 'a.gz': Buffer.concat([packed, Buffer.from('the end')]) });
    expect(behind.isIncomplete).toBe(true);
    expect(await see({ 'a.gz': Buffer.from('\u001f\u008b\b and no more than this', 'latin1') })).toEqual({
      shown: 0,
      isIncomplete: true,
    });
  });

  it('that repeats the file beside it is not shown', async () => {
    const [packed, other] = [gzipSync(CODE), gzipSync(CODE.replace('=', ' '))];
    expect(await see({ 'a.js': CODE, 'a.js.gz': packed })).toEqual({ shown: 0, isIncomplete: false });
    const unpacked = await unpackBytes(
      buildZip([
        { name: 'a.js', content: CODE },
        { name: 'a.js.gz', content: other },
      ]),
    );
    expect([...unpacked.tree.files.keys()]).toEqual(['a.js', 'a.js.gz', 'a.js.gz!/a.js']);
  });

  it('of a large asset is read without its content in memory, and quietly', async () => {
    const asset = gzipSync(
      Buffer.from(Array.from({ length: 3_000_000 }, (_, at) => (Math.imul(at, 2_654_435_761) >>> 13) & 255)),
    );
    const zip = buildZip([{ name: 'map.csv.gz', content: asset }]);
    const unpacked = await unpackBytes(zip, 'f.zip', { maxFileBytes: 1_000_000 });
    expect(unpacked.tree.files.get('map.csv.gz!/map.csv')?.size).toBe(3_000_000);
    expect(problemLines(unpacked)).toEqual([]);
  });

  it('that inflates to far more than its size is counted', async () => {
    const zip = buildZip([{ name: 'bomb', content: gzipSync(Buffer.alloc(50_000_000)) }]);
    expect(problemLines(await unpackBytes(zip))).toEqual(['!too-large bomb']);
  });
});
