// Figures as Markdown.
import { calibrationOf } from './calibration.mjs';
import { figuresOf } from './figures.mjs';
import { asShare, tableFrom } from './markdown.mjs';

const asSize = (value) => (value === null ? '–' : value.toFixed(2));

/** @type {[title: string, cell: (figures: ReturnType<typeof figuresOf>) => string][]} */
const COLUMNS = [
  ['bundles', ({ bundles }) => String(bundles)],
  ['packages', ({ copies }) => String(copies)],
  ['precision', ({ precision }) => asShare(precision)],
  ['recall, in index', ({ recallOfIndexed }) => asShare(recallOfIndexed)],
  ['recall, in index or closure', ({ recall }) => asShare(recall)],
  ['recall, all', ({ recallOfAll }) => asShare(recallOfAll)],
  ['located, in index', ({ locatedOfIndexed }) => asShare(locatedOfIndexed)],
  ['located, all', ({ located }) => asShare(located)],
  ['located, all ≥ 1 kB', ({ locatedOfLarge }) => asShare(locatedOfLarge)],
  ['precision of located', ({ precisionOfLocated }) => asShare(precisionOfLocated)],
  ['misreported', ({ misreported }) => asShare(misreported)],
  ['version stated', ({ stated }) => asShare(stated)],
  ['exact', ({ exact }) => asShare(exact)],
  ['exact is right', ({ exactRight }) => asShare(exactRight)],
  ['set holds truth', ({ holdsTruth }) => asShare(holdsTruth)],
  ['set holds truth, all', ({ truthInSet }) => asShare(truthInSet)],
  ['first guess', ({ firstGuess }) => asShare(firstGuess)],
  ['mean set', ({ setSize }) => asSize(setSize)],
  ['decided', ({ decided }) => asShare(decided)],
  ['decided right', ({ decidedRight }) => asShare(decidedRight)],
  ['vulnerable shown', ({ shown }) => asShare(shown)],
  ['vulnerable called clean', ({ falselyClean }) => asShare(falselyClean)],
  ['clean called vulnerable', ({ falselyAffected }) => asShare(falselyAffected)],
  ['code bundled: true', ({ trueBundled }) => asShare(trueBundled)],
  ['reported', ({ bundled }) => asShare(bundled)],
  ['unattributed', ({ unattributed }) => asShare(unattributed)],
  ['own code reported, of true', ({ ownReported }) => asShare(ownReported)],
];

/** @param {[label: string, outcomes: object[]][]} groups one line each; empty ones are left out */
export function tableOf(groups) {
  const head = ['', ...COLUMNS.map(([title]) => title)];
  const rows = groups
    .filter(([, outcomes]) => outcomes.length > 0)
    .map(([label, outcomes]) => {
      const figures = figuresOf(outcomes);
      return [label, ...COLUMNS.map(([, cell]) => cell(figures))];
    });
  return tableFrom(head, rows);
}

function groupsBy(outcomes, keyOf) {
  const groups = new Map();
  for (const outcome of outcomes) {
    const key = keyOf(outcome);
    groups.set(key, [...(groups.get(key) ?? []), outcome]);
  }
  return [...groups];
}

const LABELS = {
  none: 'the code alone',
  map: 'with its source map',
  metafile: "with the bundler's description of the build",
  licences: 'with the file of licences',
  lockfile: 'with its lockfile',
  retire: 'the code alone, by RetireJS',
};

/** Minified without any comment: the code is the only evidence. */
const BARE = new Set(['nocomments', 'esm', 'lowered', 'shaken']);

const HAS_ALL_VARIANTS = new Set(['none', 'retire']);

/** Only some packages of each bundle. */
const onlyPackages = (outcomes, isWanted) =>
  outcomes.map((outcome) => ({
    ...outcome,
    copies: outcome.copies.filter(isWanted),
    surplus: outcome.surplus.filter(isWanted),
  }));

/** Only the packages of which a bundle holds several copies. */
function ofSeveralCopies(outcomes) {
  return outcomes.flatMap((outcome) => {
    const names = outcome.copies.map(({ name }) => name);
    const several = new Set(names.filter((name, index) => names.indexOf(name) !== index));
    return onlyPackages([outcome], ({ name }) => several.has(name));
  });
}

/** Sets of applications that rules may be fitted to. */
const TUNING_SETS = new Set(['tuning', 'tuning2', 'tuning3']);

export const isTuning = ({ set }) => TUNING_SETS.has(set);

/** A set that only measures is also shown without what tuning applications have too: its transitive packages often are. */
function groupsOfSets(outcomes, label, tuningNames) {
  return groupsBy(outcomes, ({ set }) => set).flatMap(([set, own]) => {
    const all = [`${label}${set}`, own];
    if (isTuning({ set })) return [all];
    const unshared = onlyPackages(own, ({ name }) => !tuningNames.has(name));
    return [all, [`${label}${set}, packages of no tuning application`, unshared]];
  });
}

const shareOf = (values, of) => of(...values).toFixed(1);
const mean = (...values) => values.reduce((sum, value) => sum + value, 0) / values.length;
const spread = (values) => `mean ${shareOf(values, mean)}, most ${shareOf(values, Math.max)}`;

/** The cost of requests to the registry. */
function costOf(outcomes) {
  const lines = [];
  const cold = outcomes.filter((outcome) => outcome.cold);
  if (cold.length > 0) {
    const tarballs = spread(cold.map((outcome) => outcome.tarballs));
    const seconds = spread(cold.map((outcome) => outcome.seconds));
    lines.push(`Cold, ${cold.length} bundles: tarballs ${tarballs}; seconds ${seconds}.`);
  }
  const warm = outcomes.filter(({ warmSeconds }) => warmSeconds !== undefined);
  if (warm.length > 0)
    lines.push(
      `Warm, ${warm.length} bundles: seconds ${spread(warm.map(({ warmSeconds }) => warmSeconds))}.`,
    );
  return lines;
}

const countOf = (outcomes) => outcomes.reduce((sum, { copies }) => sum + copies.length, 0);

const LEFT_OUT = {
  packages: ', an index without any package that is in it',
  versions: ', an index without the releases that are in it',
};

/**
 * A table for each kind of evidence: by set, then by bundler and variant; no part that is all.
 * @param {object[]} outcomes
 * @param {{ tuningNames: Set<string>, leaveOut: string | null, closure: boolean }} options tuningNames: of the packages that tuning
 *   applications have, direct or not
 * @returns {{ title: string, body: string }[]}
 */
export function sectionsOf(outcomes, { tuningNames, leaveOut, closure }) {
  return groupsBy(outcomes, ({ evidence }) => evidence).map(([evidence, own]) => {
    const bare = own.filter(({ variant }) => BARE.has(variant));
    const groups = [
      ...groupsOfSets(own, '', tuningNames),
      ...(HAS_ALL_VARIANTS.has(evidence) && bare.length < own.length
        ? groupsOfSets(bare, 'minified without comments, ', tuningNames)
        : []),
      ['packages of the index', onlyPackages(own, ({ isIndexed }) => isIndexed)],
      ['packages with several copies', ofSeveralCopies(own)],
      ...groupsBy(own, ({ bundler }) => bundler),
      ...groupsBy(own, ({ variant }) => variant),
    ];
    const parts = [['all', own], ...groups.filter(([, each]) => countOf(each) !== countOf(own))];
    return {
      title: `Bundles: ${LABELS[evidence]}${closure && evidence !== 'retire' ? ', online' : ''}${LEFT_OUT[leaveOut] ?? ''}`,
      body: [tableOf(parts), ...costOf(own), calibrationOf(own)].join('\n\n'),
    };
  });
}
