import { describe, expect, it } from 'vitest';
import { below } from '../../../src/files/index.js';
import { pathInSubject, subjectsOf } from '../../../src/signatures/match/subject.js';
import { packageOf } from '../../support/model-builders.js';

function split(places: readonly string[], paths: readonly string[]): Record<string, string[]> {
  const found = { ...packageOf('evil', '1.0'), locations: places.map((path) => ({ path })) };
  const files = paths.map((path) => ({ path, size: 1, executable: false }));
  return Object.fromEntries(
    subjectsOf(files, [found]).map((subject) => [
      `${subject.package?.name ?? 'application'} in ${JSON.stringify(subject.folder)}`,
      subject.files.map(({ path }) => pathInSubject(subject, path)),
    ]),
  );
}

describe('paths inside of a package', () => {
  it.each([
    {
      what: 'its own folder',
      places: ['node_modules/evil'],
      folder: 'node_modules/evil',
      inside: ['lib/a.js'],
    },
    { what: 'a single file', places: ['setup.py', 'evil.dist-info'], folder: '', inside: ['setup.py'] },
    { what: 'a file below a folder', places: ['python/six.py'], folder: 'python', inside: ['six.py'] },
    {
      what: 'several folders',
      places: ['python/a', 'python/longer', 'python/evil.dist-info'],
      folder: 'python',
      inside: ['a/x.py', 'longer/y.py'],
    },
    {
      what: 'a command elsewhere',
      places: ['lib/site/evil', 'bin/evil'],
      folder: '',
      inside: ['lib/site/evil/a.py', 'bin/evil'],
    },
  ])('$what', ({ places, folder, inside }) => {
    const paths = inside.map((path) => below(folder, path));
    expect(split(places, paths)).toEqual({ [`evil in "${folder}"`]: inside });
  });

  it('what no package has is the application, whole', () => {
    expect(split(['evil'], ['src/a.py'])).toEqual({ 'application in ""': ['src/a.py'] });
  });
});
