import { describe, expect, it } from 'vitest';
import { answerOf, expectedAnswer, good, GOOD, type HostileArchive } from '../../support/hostile-archive.js';
import { buildZip, type ZipPart } from '../../support/zip-builder.js';

function link(name: string, target: string): ZipPart {
  return { name, content: target, mode: 0o120777, method: 0 };
}

const links: Readonly<Record<string, HostileArchive>> = {
  'a link out of the tree': { zip: buildZip([link('a', '../../etc'), good]), problems: ['!unsafe-path a'] },
  'an absolute link': { zip: buildZip([link('a', '/etc/passwd'), good]), problems: ['!unsafe-path a'] },
  'a link to a drive': { zip: buildZip([link('a', 'C:\\x'), good]), problems: ['!unsafe-path a'] },
  'an empty link, which is an empty file': {
    zip: buildZip([link('a', ''), good]),
    problems: [],
    files: { a: '', ...GOOD },
  },
  'a link whose target is a novel': {
    zip: buildZip([link('a', 'x'.repeat(5000)), good]),
    problems: ['!malformed a'],
    files: { a: 'x'.repeat(5000), ...GOOD },
  },
  'code that names itself a link': {
    zip: buildZip([link('a.js', 'steal();\nrun();\n'), good]),
    problems: ['!malformed a.js'],
    files: { 'a.js': 'steal();\nrun();\n', ...GOOD },
  },
  'a link whose target is damaged': {
    zip: buildZip([{ ...link('a', 'good.js'), method: 8, packed: Buffer.from([0xff]) }, good]),
    problems: ['!malformed a'],
    files: { a: '!malformed', ...GOOD },
  },
  'a file written through a link': {
    zip: buildZip([link('a', 'lib'), { name: 'a/x.js', content: 'x' }]),
    problems: ['unsafe-path a/x.js'],
    files: { 'lib/x.js': 'x' },
  },
  'a file written through a link over another': {
    zip: buildZip([
      { name: 'lib/x.js', content: 'seen' },
      link('a', 'lib'),
      { name: 'a/x.js', content: 'run' },
    ]),
    problems: ['unsafe-path a/x.js', '!malformed lib/x.js'],
    files: { 'lib/x.js': 'run' },
  },
  'files below a link that leads out': {
    zip: buildZip([link('a', '/etc'), { name: 'a/x.js', content: 'x' }]),
    problems: ['!unsafe-path a'],
    files: { 'a/x.js': 'x' },
  },
  'files below links in a ring': {
    zip: buildZip([link('a', 'b'), link('b', 'a'), { name: 'a/x.js' }, good]),
    problems: ['!unsafe-path a/x.js'],
  },
  'a link in place of a file': {
    zip: buildZip([{ name: 'a' }, link('a', 'good.js'), good]),
    problems: ['!malformed a'],
  },
};

describe('hostile links', () => {
  it.each(Object.entries(links))('%s', async (_, archive) => {
    expect(await answerOf(archive)).toEqual(expectedAnswer(archive));
  });
});
