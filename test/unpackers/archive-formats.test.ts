import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { archiveFormatOf } from '../../src/unpackers/archive-formats.js';
import { DATA_FILES } from '../support/data-files.js';
import { READ_SAMPLES, UNREAD_SAMPLES } from '../support/packed-samples.js';
import { problemLines, readAll, unpackBytes } from '../support/unpack-bytes.js';
import { buildZip } from '../support/zip-builder.js';

const CODE = 'module.exports=1\n';
const PATHS = [
  'logo.png',
  'data.txt',
  'lib/x.js',
  'payload',
  'a.dat',
  'letter.docx',
  'b.js.gz',
  'x.so',
  'node_modules/x',
];
const SAMPLES = [...READ_SAMPLES, ...UNREAD_SAMPLES];

interface Seen {
  /** How often the script stands in the files of the tree. */
  readonly shown: number;
  readonly isIncomplete: boolean;
}

async function see(contents: Readonly<Record<string, string | Uint8Array>>): Promise<Seen> {
  const unpacked = await unpackBytes(
    buildZip(Object.entries(contents).map(([name, content]) => ({ name, content, method: 0 }))),
  );
  const inside = [...(await readAll(unpacked))]
    .filter(([path]) => path.includes('!/'))
    .map(([, text]) => text);
  // An archive without compression shows the script as well.
  const scripts = inside.filter((text) => text.startsWith(CODE) && !text.includes('\0'));
  const shown = scripts.reduce((sum, text) => sum + text.split(CODE).length - 1, 0);
  return { shown, isIncomplete: problemLines(unpacked).some((line) => line.startsWith('!')) };
}

describe('an archive under any name', () => {
  it.each([...READ_SAMPLES])('%s: its content is shown', async (_, content) => {
    for (const path of PATHS)
      expect([path, await see({ [path]: content })]).toEqual([path, { shown: 1, isIncomplete: false }]);
  });

  it.each([...UNREAD_SAMPLES])('%s: makes the scan incomplete', async (_, content) => {
    for (const path of PATHS)
      expect([path, (await see({ [path]: content })).isIncomplete]).toEqual([path, true]);
  });

  it.each(SAMPLES)('%s: is shown or counted behind every other archive', async (_, content) => {
    // Data of one gzip file behind those of another are the rest of the same file.
    const isRest = archiveFormatOf(content) === 'gzip';
    const others = SAMPLES.filter(([, first]) => !isRest || archiveFormatOf(first) !== 'gzip');
    for (const [before, first] of others) {
      const { shown, isIncomplete } = await see({ 'data.bin': Buffer.concat([first, content]) });
      expect([before, shown > 1 || isIncomplete]).toEqual([before, true]);
    }
  });

  it.each([...READ_SAMPLES])(
    '%s: is shown or counted inside of archives, however deep',
    async (_, content) => {
      let packed = content;
      for (let depth = 1; depth < 8; depth += 1) {
        const { shown, isIncomplete } = await see({ 'data.bin': packed });
        expect([depth, shown === 1 || isIncomplete]).toEqual([depth, true]);
        packed = buildZip([{ name: 'x.png', content: packed }]);
      }
    },
  );
});

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

it.each(DATA_FILES)('data is no archive: %s %s', async (_, path, content) => {
  expect(await see({ [path]: content })).toEqual({ shown: 0, isIncomplete: false });
});
