import { expect, it } from 'vitest';
import { acceptPackages } from '../../../src/recognition/select/accept-packages.js';
import { atoms, madeText, shapes, type MadeFile, type MadePackages } from '../../support/made-text.js';

/** Novel features: no package has them. */
const novel = (count: number): number[] => atoms(90_000, count);
const code = (from: number, count: number): number[] => [
  ...atoms(from, count - count / 10),
  ...shapes(from, count / 10),
];

interface Case {
  /** Files of the package by path. */
  readonly files: Readonly<Record<string, MadeFile>>;
  /** Features of it in the text, by path. */
  readonly found: Readonly<Record<string, readonly number[]>>;
  readonly isHoisted?: boolean;
  readonly isRequired?: boolean;
  /** Features that as many other packages have. */
  readonly shared?: { readonly features: readonly number[]; readonly by: number };
}

function isAccepted({ files, found, isHoisted = false, isRequired = false, shared }: Case): boolean {
  const others: MadePackages = Object.fromEntries(
    Array.from({ length: shared?.by ?? 0 }, (_, at) => [
      `other${at}`,
      { 'index.js': { features: shared?.features ?? [] } },
    ]),
  );
  const parts = Object.entries(found).map(([path, features]) => ({
    of: `alpha/${path}`,
    features,
    isWrapped: !isHoisted,
  }));
  const text = madeText({ alpha: files, ...others }, parts, { areOthersWrapped: isHoisted });
  const required = new Set(isRequired ? ['alpha'] : []);
  return acceptPackages(text, { required, listed: null }).some(({ name }) => name === 'alpha');
}

/** A package with one file of `size` features, of which the text has `count`, among `more` novel ones. */
function oneFile(
  size: number,
  count: number,
  { more = 0, ...rest }: Partial<Case> & { more?: number } = {},
): Case {
  const features = atoms(1, size);
  return {
    files: { 'index.js': { features } },
    found: { 'index.js': [...features.slice(0, count), ...novel(more)] },
    ...rest,
  };
}

/** The same of a file that is an ECMAScript module. */
function oneModule(size: number, count: number): Case {
  const plain = oneFile(size, count);
  return { ...plain, files: { 'index.js': { features: atoms(1, size), isModule: true } } };
}

/** One file of which the text has `count` features, `rare` of them in no other package. */
function withRare([size, count]: readonly [number, number], rare: number, by = 6): Case {
  return oneFile(size, count, { shared: { features: atoms(1 + rare, size - rare), by } });
}

/** A package whose text has all of one file, beside `others` features that are not there, and an entry. */
function partOf(own: readonly number[], others: number, entry: readonly number[] = []): Case {
  const files = {
    'part.js': { features: own, isEntry: entry.length === 0 },
    'other.js': { features: code(50_000, others), isEntry: false },
    ...(entry.length > 0 && { 'entry.js': { features: entry } }),
  };
  return { files, found: { 'part.js': own } };
}

/** A package of which the text has `count` whole files of `size` features; it is far larger, and its entry is not there. */
function wholeFiles(count: number, size: number): Case {
  const own = Array.from({ length: count }, (_, at) => [`lib/f${at}.js`, code(1 + 1000 * at, size)] as const);
  const files = Object.fromEntries(own.map(([path, features]) => [path, { features, isEntry: false }]));
  const { files: others } = partOf([], 4000, code(60_000, 100));
  return { files: { ...others, ...files }, found: Object.fromEntries(own) };
}

const required = { isRequired: true };
/** The files present of a package whose entry and other files are missing. */
const sliver = (more: number): Case => {
  const { files, found } = partOf(code(1, 20), 600, code(60_000, 100));
  return { files, found: { 'part.js': [...(found['part.js'] ?? []), ...novel(more)] }, isRequired: true };
};

/** The same, where all but some of its features are in other packages, too. */
const rareSliver = (rare: number): Case => {
  const own = code(1, 40);
  return {
    ...partOf(own, 600, code(60_000, 100)),
    isRequired: true,
    shared: { features: own.slice(rare), by: 6 },
  };
};

it.each<[what: string, tooLittle: Case, enough: Case]>([
  ['weight of features', oneFile(20, 8), oneFile(20, 13)],
  ['weight of a whole file', oneFile(3, 3), oneFile(6, 6)],
  ['coverage that makes a file whole', oneFile(9, 6), oneFile(7, 6)],
  ['rare features', withRare([80, 50], 4), withRare([80, 50], 9)],
  ['rare features of a whole file', withRare([16, 16], 1), withRare([8, 8], 3)],
  ['packages that share a rare feature', withRare([60, 40], 4, 6), withRare([60, 40], 4, 2)],
  ['share that is explained', oneFile(24, 20, { more: 9 }), oneFile(24, 20, { more: 2 })],
  [
    'share of what is required',
    oneFile(24, 12, { more: 10, ...required }),
    oneFile(24, 12, { more: 5, ...required }),
  ],
  ['weight of what is required', oneFile(7, 3, required), oneFile(9, 6, required)],
  ['share of a sliver of what is required', sliver(7), sliver(1)],
  ['rare features of a sliver of what is required', rareSliver(1), rareSliver(3)],
  ['coverage of a file that bundlers take whole', oneFile(40, 10), oneFile(40, 20)],
  ['coverage of an ECMAScript module', oneModule(100, 11), oneModule(100, 22)],
  [
    'coverage of a hoisted file, if the bundler wraps those',
    oneFile(40, 26, { isHoisted: true }),
    oneFile(40, 36, { isHoisted: true }),
  ],
  ['share of the package with its entry', partOf(code(1, 20), 380), partOf(code(1, 20), 150)],
  [
    'share of the package without its entry',
    partOf(code(1, 20), 100, code(60_000, 20)),
    partOf(code(1, 20), 30, code(60_000, 20)),
  ],
  [
    'features of an entry that has to be there',
    partOf(code(1, 20), 120, atoms(60_000, 9)),
    partOf(code(1, 20), 120, atoms(60_000, 4)),
  ],
  [
    'shapes that make a file code and no table',
    partOf([...atoms(1, 97), ...shapes(1, 3)], 100, code(60_000, 20)),
    partOf([...atoms(1, 92), ...shapes(1, 8)], 100, code(60_000, 20)),
  ],
  ['number of segments', wholeFiles(4, 10), wholeFiles(9, 10)],
  ['number of whole files', wholeFiles(2, 50), wholeFiles(4, 20)],
  ['weight of whole files', wholeFiles(4, 10), wholeFiles(4, 20)],
  ['weight of code that nobody copies', wholeFiles(1, 300), wholeFiles(1, 550)],
])('accepts a package by its %s', (_what, tooLittle, enough) => {
  expect([isAccepted(tooLittle), isAccepted(enough)]).toEqual([false, true]);
});
