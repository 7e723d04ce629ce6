import { expect, test } from 'vitest';
import {
  MAX_FOLLOWED,
  DependencyResolver,
  type SoughtFix,
} from '../../../src/remediation/npm/dependency-resolver.js';

type Published = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, string>>>>>>;

const LONG = Object.fromEntries(
  Array.from({ length: MAX_FOLLOWED + 1 }, (_, at) => [`l${at}`, { '1.0.0': { [`l${at + 1}`]: '*' } }]),
);

/** `one` and `two` require each other; `two` requires `deep`. */
const PUBLISHED: Published = {
  ...LONG,
  one: { '1.0.0': { two: '1.0.0' } },
  two: { '1.0.0': { one: '1.0.0', deep: '^1.0.0' } },
  free: { '1.0.0': { one: '1.0.0', other: '*' } },
  deep: { '1.0.0': {}, '1.5.0': {} },
};

function resolver(fields: Partial<SoughtFix['wanted']> = {}): DependencyResolver {
  const wanted = { name: 'deep', from: [], directDependents: new Map(), through: new Map(), ...fields };
  return new DependencyResolver({
    wanted,
    to: '1.5.0',
    published: (name) => {
      const versions = Object.entries(PUBLISHED[name] ?? {});
      const listed = versions.map(([version, dependencies]) => ({
        version,
        dependencies: new Map(Object.entries(dependencies)),
      }));
      return Promise.resolve(listed.length === 0 ? null : listed);
    },
  });
}

test('in a circle each introduces what the other does, whichever is queried first', async () => {
  const all = resolver();
  for (const name of ['one', 'two', 'one'])
    expect(await all.versionsBroughtBy([name, '1.0.0'], true)).toEqual(new Set(['1.5.0']));
});

test('an installed version stays where it is allowed, unless all is resolved anew', async () => {
  const kept = resolver({ from: ['1.0.0'] });
  expect(await kept.versionsBroughtBy(['one', '1.0.0'], true)).toBeNull();
  expect(await kept.versionsBroughtBy(['one', '1.0.0'], false)).toEqual(new Set(['1.5.0']));
});

test('an installed package that is not on the path is not followed', async () => {
  expect(await resolver().versionsBroughtBy(['free', '1.0.0'], true)).toBeNull();
  expect(
    await resolver({ directDependents: new Map([['free', '1.0.0']]) }).versionsBroughtBy(
      ['free', '1.0.0'],
      true,
    ),
  ).toEqual(new Set());
});

test('a way without an end is given up', async () => {
  expect(await resolver().versionsBroughtBy(['l0', '1.0.0'], true)).toBeNull();
});

test.each([
  ['nobody lists', 'nowhere', '1.0.0'],
  ['is not listed', 'one', '9.0.0'],
])('a package that %s is unknown', async (...[, name, version]) => {
  expect(await resolver().versionsBroughtBy([name, version], true)).toBeNull();
});
