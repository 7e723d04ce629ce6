import { describe, expect, it } from 'vitest';
import { answerOf, expectedAnswer, good, GOOD, type HostileArchive } from '../../support/hostile-archive.js';
import { buildZip, littleEndian } from '../../support/zip-builder.js';

/** The second record declares a name of 65,535 bytes. */
const withLongName = buildZip([good, { name: 'b' }]);
withLongName.writeUInt16LE(0xffff, withLongName.lastIndexOf('PK\u0001\u0002', undefined, 'latin1') + 28);

const innerZip = buildZip([{ name: 'evil.js', content: 'evil' }]);
const zip64Lie = littleEndian([1, 2], [24, 2], [2 ** 53, 8], [8, 8], [0, 8]);

const directories: Readonly<Record<string, HostileArchive>> = {
  'a comment that is another archive': {
    zip: buildZip([good], { comment: innerZip }),
    problems: ['!malformed', '!malformed', '!malformed'],
    files: { 'evil.js': 'evil' },
  },
  'a comment that holds another archive and goes on': {
    zip: buildZip([good], { comment: Buffer.concat([innerZip, Buffer.from('the end')]) }),
    problems: ['!malformed'],
  },
  'a comment with the mark of an end record': {
    zip: buildZip([good], { comment: 'PK\u0005\u0006 is how an end record begins, isn’t it?' }),
    problems: [],
  },
  'bytes behind the comment': { zip: Buffer.concat([buildZip([good]), Buffer.alloc(100, 1)]), problems: [] },
  'several disks': { zip: buildZip([good], { end: { disk: 3 } }), problems: ['!malformed'] },
  'more entries on this disk than in all': {
    zip: buildZip([good], { end: { entriesHere: 9 } }),
    problems: ['!malformed'],
  },
  'fewer entries stated than there are': {
    zip: buildZip([{ name: 'a', content: 'a' }, good], { end: { entries: 1, entriesHere: 1 } }),
    problems: ['malformed'],
    files: { a: 'a', ...GOOD },
  },
  'a million entries stated': {
    zip: buildZip([good], { zip64: { entries: 1e6, entriesHere: 1e6 } }),
    problems: ['!malformed'],
  },
  'no entries stated though there is a directory': {
    zip: buildZip([good], { end: { entries: 0, entriesHere: 0, size: 0 } }),
    problems: ['malformed'],
  },
  'a directory said to be shorter than it is': {
    zip: buildZip([{ name: 'evil.js', content: 'e' }, good], { end: { size: 46 + 'good.js'.length } }),
    problems: ['!malformed', '!malformed', '!malformed good.js', '!malformed'],
    files: { 'good.js': '!malformed' },
  },
  'a directory elsewhere than stated': {
    zip: buildZip([good], { end: { offset: 7, size: 9 } }),
    problems: ['!malformed'],
    files: {},
  },
  'end record and zip64 end record that disagree': {
    zip: buildZip([good], { zip64: {}, end: { entries: 7, entriesHere: 7 } }),
    problems: ['!malformed'],
  },
  'a zip64 end record with an impossible size': {
    zip: buildZip([good], { zip64: { size: Number.MAX_SAFE_INTEGER } }),
    problems: [],
  },
  'a zip64 end record with an impossible offset': {
    zip: buildZip([good], { zip64: { offset: Number.MAX_SAFE_INTEGER } }),
    problems: ['!malformed good.js', '!malformed'],
    files: { 'good.js': '!malformed' },
  },
  'a zip64 size beyond all numbers': {
    zip: buildZip([
      {
        name: 'a',
        content: 'x',
        central: { size: 0xffffffff, packedSize: 0xffffffff, offset: 0xffffffff, extra: zip64Lie },
      },
      good,
    ]),
    problems: ['!malformed', '!malformed'],
  },
  'a zip64 size without its field': {
    zip: buildZip([{ name: 'a', content: 'x', central: { size: 0xffffffff } }, good]),
    problems: ['!malformed', '!malformed'],
  },
  'a record whose name runs over the end': {
    zip: withLongName,
    problems: ['!malformed', '!malformed', '!malformed'],
  },
  'an extra field that runs over its end': {
    zip: buildZip([{ ...good, central: { extra: littleEndian([1, 2], [500, 2]) } }]),
    problems: [],
  },
  'only a signature': { zip: Buffer.from('PK\u0003\u0004'), problems: ['!malformed'], files: {} },
  'an empty file': { zip: Buffer.alloc(0), problems: ['!malformed'], files: {} },
  zeros: { zip: Buffer.alloc(5000), problems: ['!malformed'], files: {} },
};

describe('hostile directories', () => {
  it.each(Object.entries(directories))('%s', async (_, archive) => {
    expect(await answerOf(archive)).toEqual(expectedAnswer(archive));
  });
});
