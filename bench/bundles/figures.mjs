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
 *   decision: 'affected' | 'clean' | 'open' }} row the row of the scan; null without one
 */

const share = (part, whole) => (whole === 0 ? null : part / whole);
const count = (items, holds) => items.filter(holds).length;

/** @param {{ copies: CopyOutcome[], surplus: object[], rows: number }[]} bundles */
export function figuresOf(bundles) {
  const copies = bundles.flatMap((bundle) => bundle.copies);
  const named = copies.filter(({ row }) => row !== null);
  const surplus = bundles.reduce((sum, bundle) => sum + bundle.surplus.length, 0);
  return {
    bundles: bundles.length,
    copies: copies.length,
    precision: share(named.length, named.length + surplus),
    recallOfIndexed: recallOf(copies.filter(({ isIndexed }) => isIndexed)),
    recall: recallOf(copies.filter(({ reachable }) => reachable)),
    recallOfAll: recallOf(copies),
    ...versionFigures(named),
    misreported: share(surplus, copies.length),
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
