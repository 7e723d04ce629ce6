// Outcomes of many bundles summed up. Shares are of 1; null where there is nothing to take a share of.

/**
 * @typedef {object} CopyOutcome one copy that is in a bundle
 * @property {string} name
 * @property {string} version the true one
 * @property {number} keptBytes
 * @property {boolean} isIndexed its name is in the index
 * @property {boolean} reachable in the index, or among the dependencies of what is
 * @property {boolean | null} affected the true verdict; null when no advisory is about its name
 * @property {null | { state: string, isRight: boolean, holdsTruth: boolean, size: number | null, guess: string | null,
 *   decision: 'affected' | 'clean' | 'open', bytes: number, confidence: string }} row the row of the scan; null without one
 */

const share = (part, whole) => (whole === 0 ? null : part / whole);
const count = (items, holds) => items.filter(holds).length;

/** Whether a row has code of the bundle to show; the others are inferred from requirements. */
export const isLocated = (row) => row !== null && row.bytes > 0;

/** Copies of this many bytes and more are also counted apart: small ones leave little to find. */
const LARGE = 1000;

/** @param {{ copies: CopyOutcome[], surplus: object[], rows: number }[]} bundles */
export function figuresOf(bundles) {
  const copies = bundles.flatMap((bundle) => bundle.copies);
  const named = copies.filter(({ row }) => row !== null);
  const surplus = bundles.flatMap((bundle) => bundle.surplus);
  return {
    bundles: bundles.length,
    copies: copies.length,
    precision: share(named.length, named.length + surplus.length),
    recallOfIndexed: recallOf(copies.filter(({ isIndexed }) => isIndexed)),
    recall: recallOf(copies.filter(({ reachable }) => reachable)),
    recallOfAll: recallOf(copies),
    ...locatedFigures(copies, surplus),
    ...versionFigures(named),
    truthInSet: share(
      count(named, ({ row }) => row.holdsTruth),
      copies.length,
    ),
    misreported: share(surplus.length, copies.length),
    ...decisionFigures(named.filter(({ affected }) => affected !== null)),
    shown: shownOf(copies.filter(({ affected }) => affected)),
    ...coverageFigures(bundles),
  };
}

const recallOf = (copies) =>
  share(
    count(copies, ({ row }) => row !== null),
    copies.length,
  );

const locatedShare = (copies) =>
  share(
    count(copies, ({ row }) => isLocated(row)),
    copies.length,
  );

/** Of rows with code to show. */
function locatedFigures(copies, surplus) {
  const located = count(copies, ({ row }) => isLocated(row));
  return {
    located: locatedShare(copies),
    locatedOfIndexed: locatedShare(copies.filter(({ isIndexed }) => isIndexed)),
    locatedOfLarge: locatedShare(copies.filter(({ keptBytes }) => keptBytes >= LARGE)),
    precisionOfLocated: share(located, located + count(surplus, isLocated)),
  };
}

/** Of the copies that were named. */
function versionFigures(named) {
  const sized = named.filter(({ row }) => row.size !== null);
  const exact = count(named, ({ row }) => row.state === 'exact');
  return {
    exact: share(exact, named.length),
    exactRight: share(
      count(named, ({ row }) => row.isRight),
      exact,
    ),
    holdsTruth: share(
      count(sized, ({ row }) => row.holdsTruth),
      sized.length,
    ),
    stated: share(sized.length, named.length),
    firstGuess: share(
      count(named, ({ row, version }) => row.guess === version),
      named.length,
    ),
    setSize: share(
      sized.reduce((sum, { row }) => sum + row.size, 0),
      sized.length,
    ),
  };
}

/** Of the named copies that advisories are about. */
function decisionFigures(judged) {
  const decided = judged.filter(({ row }) => row.decision !== 'open');
  const right = count(decided, ({ row, affected }) => (row.decision === 'affected') === affected);
  const affected = judged.filter((copy) => copy.affected);
  return {
    judged: judged.length,
    decided: share(decided.length, judged.length),
    decidedRight: share(right, decided.length),
    falselyClean: share(
      count(affected, ({ row }) => row.decision === 'clean'),
      affected.length,
    ),
    falselyAffected: share(
      count(judged, (copy) => !copy.affected && copy.row.decision === 'affected'),
      judged.length - affected.length,
    ),
  };
}

/** Of the vulnerable copies, named or not: those that the report shows, be it as a question. */
const shownOf = (affected) =>
  share(
    count(affected, ({ row }) => row !== null && row.decision !== 'clean'),
    affected.length,
  );

/** Shares of the code bytes of all bundles together; for own code, the bytes that a scan reports as own. */
function coverageFigures(bundles) {
  const sum = (pick) => bundles.reduce((total, { coverage }) => total + (coverage ? pick(coverage) : 0), 0);
  const code = sum(({ codeBytes }) => codeBytes);
  return {
    trueBundled: share(
      sum(({ trueBundled }) => trueBundled),
      code,
    ),
    bundled: share(
      sum(({ bundled }) => bundled),
      code,
    ),
    unattributed: share(
      sum(({ unattributed }) => unattributed),
      code,
    ),
    ownReported: share(
      sum(({ firstParty }) => firstParty),
      sum(({ trueFirstParty }) => trueFirstParty),
    ),
  };
}
