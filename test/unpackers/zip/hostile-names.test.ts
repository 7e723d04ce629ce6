import { describe, expect, it } from 'vitest';
import { answerOf, expectedAnswer, good, GOOD, type HostileArchive } from '../../support/hostile-archive.js';
import { buildZip } from '../../support/zip-builder.js';

const names: Readonly<Record<string, HostileArchive>> = {
  'a name that leads out': {
    zip: buildZip([{ name: '../evil.js' }, good]),
    problems: ['!unsafe-path ../evil.js'],
  },
  'a name that leads out after going in': {
    zip: buildZip([{ name: 'a/../../evil.js' }, good]),
    problems: ['!unsafe-path a/../../evil.js'],
  },
  'an absolute name': {
    zip: buildZip([{ name: '/etc/cron.d/x' }, good]),
    problems: ['!unsafe-path /etc/cron.d/x'],
  },
  'a drive letter': { zip: buildZip([{ name: 'C:/x.js' }, good]), problems: ['!unsafe-path C:/x.js'] },
  'a name relative to a drive': {
    zip: buildZip([{ name: 'c:x.js' }, good]),
    problems: ['!unsafe-path c:x.js'],
  },
  'a UNC path': {
    zip: buildZip([{ name: '\\\\host\\x.js' }, good]),
    problems: ['!unsafe-path \\\\host\\x.js'],
  },
  'a UNC path by a Windows writer': {
    zip: buildZip([{ name: '\\\\host\\x.js', host: 0 }, good]),
    problems: ['!unsafe-path //host/x.js'],
  },
  'a name that leads out on Windows only': {
    zip: buildZip([{ name: '..\\evil.js' }, good]),
    problems: ['!unsafe-path ..\\evil.js'],
  },
  'a NUL in a name': { zip: buildZip([{ name: 'a\0.js' }, good]), problems: ['!unsafe-path a\0.js'] },
  'an empty name': { zip: buildZip([{ name: '' }, good]), problems: ['!unsafe-path'] },
  'a name that is only dots': { zip: buildZip([{ name: './.' }, good]), problems: ['!unsafe-path ./.'] },
  'a path of 10,000 folders': {
    zip: buildZip([{ name: 'd/'.repeat(10_000) + 'x' }, good]),
    problems: [`!too-large ${'d/'.repeat(10_000)}x`],
  },
  'a path of 300 folders': {
    zip: buildZip([{ name: 'd/'.repeat(300) + 'x' }, good]),
    problems: [`!too-large ${'d/'.repeat(300)}x`],
  },
  'names that differ by case': {
    zip: buildZip([good, { name: 'GOOD.js', content: 'other' }]),
    problems: ['unsafe-path GOOD.js'],
    files: { 'GOOD.js': 'other', ...GOOD },
  },
  'a file in place of a folder': {
    zip: buildZip([
      { name: 'a', content: 'file' },
      { name: 'a/b', content: 'below' },
    ]),
    problems: ['malformed a'],
    files: { a: 'file', 'a/b': 'below' },
  },
  'a name twice with the same content': { zip: buildZip([good, good]), problems: ['malformed good.js'] },
  'a name twice with other content': {
    zip: buildZip([{ name: 'good.js', content: 'evil' }, good]),
    problems: ['!malformed good.js'],
  },
  'a name twice, spelt otherwise': {
    zip: buildZip([{ name: './/good.js', content: 'evil' }, good]),
    problems: ['!malformed good.js'],
  },
  'terminal escapes and bidi characters': {
    zip: buildZip([{ name: '\u001b[2J\u202e.js', content: 'x' }]),
    problems: [],
    files: { '\u001b[2J\u202e.js': 'x' },
  },
  'names of object internals': {
    zip: buildZip([
      { name: '__proto__', content: 'p' },
      { name: 'constructor', content: 'c' },
    ]),
    problems: [],
    files: Object.fromEntries([
      ['__proto__', 'p'],
      ['constructor', 'c'],
    ]),
  },
};

describe('hostile names', () => {
  it.each(Object.entries(names))('%s', async (_, archive) => {
    expect(await answerOf(archive)).toEqual(expectedAnswer(archive));
  });
});
