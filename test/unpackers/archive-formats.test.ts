import { describe, expect, it } from 'vitest';
import { archiveFormatOf } from '../../src/unpackers/archive-formats.js';
import { DATA_FILES } from '../support/data-files.js';
import { READ_SAMPLES, UNREAD_SAMPLES } from '../support/packed-samples.js';
import { see } from '../support/see-inside.js';
import { buildZip } from '../support/zip-builder.js';

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

it.each(DATA_FILES)('data is no archive: %s %s', async (_, path, content) => {
  expect(await see({ [path]: content })).toEqual({ shown: 0, isIncomplete: false });
});
