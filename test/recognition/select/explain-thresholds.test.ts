import { expect, it } from 'vitest';
import { rankSegment } from '../../../src/recognition/likelihood/ranked-segment.js';
import { explainedAway } from '../../../src/recognition/select/explain-away.js';
import { atoms, madeText, type MadeFile } from '../../support/made-text.js';

interface Case {
  /** Features of the one file of the package in question, which are all in the text. */
  readonly own: number;
  /** How many of these a rival has too; each is present for other code of the rival. */
  readonly rivals: readonly number[];
  /** Features that the rivals' files have besides, and the text lacks. */
  readonly more?: number;
  /** Features that the file in question has besides, and the text lacks. */
  readonly missing?: number;
  /** Features of the module that no package has. */
  readonly novel?: number;
  readonly isHoisted?: boolean;
  readonly areRivalsModules?: boolean;
  readonly isModule?: boolean;
  readonly isRequired?: boolean;
  readonly isUnlisted?: boolean;
}

/** Whether the package in question is explained away. */
function isRedundant({ own, rivals, more = 0, missing = 0, novel = 0, ...how }: Case): boolean {
  const { isHoisted = false, areRivalsModules = false, isModule = false } = how;
  const shared = atoms(1, own);
  const file = (features: readonly number[], isEcmaScript: boolean): MadeFile => ({
    features,
    isModule: isEcmaScript,
  });
  const others = rivals.map((count, at): [string, Record<string, MadeFile>] => {
    const features = [...shared.slice(0, count), ...atoms(10_000 * (at + 1), more)];
    const code = atoms(10_000 * (at + 1) + 5000, 200);
    return [
      `rival${at}`,
      { 'index.js': file(features, areRivalsModules), 'other.js': file(code, areRivalsModules) },
    ];
  });
  const packages = {
    alpha: { 'index.js': file([...shared, ...atoms(80_000, missing)], isModule) },
    ...Object.fromEntries(others),
  };
  const text = madeText(packages, [
    { of: 'alpha/index.js', features: [...shared, ...atoms(90_000, novel)], isWrapped: !isHoisted },
    ...rivals.map((_, at) => ({ of: `rival${at}/other.js`, features: atoms(10_000 * (at + 1) + 5000, 200) })),
  ]);
  const names = ['alpha', ...rivals.map((_, at) => `rival${at}`)];
  const accepted = names.map((name, at) => {
    const segment = text.segments[at];
    const segments = segment ? [rankSegment(segment, text.observed, text.weigh)] : [];
    return { name, segments, rareFeatures: 0, imports: [] };
  });
  const required = new Set(how.isRequired ? ['alpha'] : []);
  const listed = how.isUnlisted ? new Set(names.slice(1)) : null;
  return explainedAway(accepted, text, { required, listed }).has('alpha');
}

const hoisted = { isHoisted: true };
it.each<[what: string, redundant: Case, kept: Case]>([
  ['what only it explains', { own: 100, rivals: [80] }, { own: 100, rivals: [55] }],
  ['what only it explains, if that is little', { own: 8, rivals: [5] }, { own: 8, rivals: [3] }],
  ['the weight that is little', { own: 10, rivals: [6] }, { own: 22, rivals: [13] }],
  [
    'a requirement',
    { own: 100, rivals: [99], isRequired: true },
    { own: 100, rivals: [97], isRequired: true },
  ],
  [
    'a lockfile that lacks it',
    { own: 100, rivals: [60], isUnlisted: true },
    { own: 100, rivals: [40], isUnlisted: true },
  ],
  [
    'a module that is its whole file',
    { own: 100, rivals: [100], more: 10 },
    { own: 100, rivals: [100], more: 100 },
  ],
  [
    'a module with little else',
    { own: 100, rivals: [100], more: 100, novel: 12 },
    { own: 100, rivals: [100], more: 100, novel: 2 },
  ],
  [
    'hoisted statements that are more likely an ECMAScript module’s',
    { own: 100, rivals: [65], areRivalsModules: true, ...hoisted },
    { own: 100, rivals: [40], areRivalsModules: true, ...hoisted },
  ],
  [
    'hoisted statements that are a small part of its file',
    { own: 100, missing: 300, rivals: [65], isModule: true, areRivalsModules: true, ...hoisted },
    { own: 100, missing: 300, rivals: [45], isModule: true, areRivalsModules: true, ...hoisted },
  ],
])('keeps a package by %s', (_what, redundant, kept) => {
  expect([isRedundant(redundant), isRedundant(kept)]).toEqual([true, false]);
});
