// Compares a scan of one bundle with its true contents.

/** Packages with fewer bytes left are neither expected nor counted against a scan that names them. */
export const MIN_BYTES = 200;

/**
 * @typedef {{ name: string, version: string, keptBytes: number }} TrueCopy
 * @typedef {{ name: string, versionState: string, version: string | null, candidates: string[], presence: string }} Row
 */

const isExactly = (row, copy) => row.versionState === 'exact' && row.version === copy.version;
const holds = (row, copy) =>
  isExactly(row, copy) || (row.versionState === 'set' && row.candidates.includes(copy.version));

/** In this order rows are given to copies, so that a count of copies is not spoilt by their order. */
const ROUNDS = [isExactly, holds, (_row, { keptBytes }) => keptBytes >= MIN_BYTES, () => true];

/** Pairs of rows and copies of one name. */
function pair(copies, rows) {
  const pairs = new Map();
  const free = new Set(rows);
  for (const fits of ROUNDS) {
    for (const copy of copies) {
      if (pairs.has(copy)) continue;
      const row = [...free].find((each) => fits(each, copy));
      if (!row) continue;
      pairs.set(copy, row);
      free.delete(row);
    }
  }
  return { pairs, surplus: [...free] };
}

function byName(items) {
  const groups = new Map();
  for (const item of items) groups.set(item.name, [...(groups.get(item.name) ?? []), item]);
  return groups;
}

/**
 * @template {TrueCopy} C
 * @template {Row} R
 * @param {readonly C[]} copies all that are in the bundle
 * @param {readonly R[]} rows all rows of bundled packages in a scan
 * @returns {{ found: { copy: C, row: R | null }[], surplus: R[] }} every copy of `MIN_BYTES` or more with the row that speaks of it; rows
 *   that speak of nothing in the bundle
 */
export function compare(copies, rows) {
  const rowsByName = byName(rows);
  const copiesByName = byName([...copies].sort((a, b) => b.keptBytes - a.keptBytes));
  const found = [];
  const surplus = [];
  for (const name of new Set([...copiesByName.keys(), ...rowsByName.keys()])) {
    const own = copiesByName.get(name) ?? [];
    const { pairs, surplus: rest } = pair(own, rowsByName.get(name) ?? []);
    surplus.push(...rest);
    for (const copy of own)
      if (copy.keptBytes >= MIN_BYTES) found.push({ copy, row: pairs.get(copy) ?? null });
  }
  return { found, surplus };
}

/**
 * How a row describes a version.
 * @returns {{ state: string, isRight: boolean, holdsTruth: boolean, size: number | null, guess: string | null }} size: of the set, 1
 *   for an exact version, null for an unknown one
 */
export function versionOutcome(row, copy) {
  const size = { exact: 1, set: row.candidates.length }[row.versionState] ?? null;
  return {
    state: row.versionState,
    isRight: isExactly(row, copy),
    holdsTruth: holds(row, copy),
    size,
    guess: row.version ?? statedGuess(row) ?? (size === 1 ? row.candidates[0] : null),
  };
}

/** The version that fits best, where the evidence of a set names one: `best 1.2.3`. */
function statedGuess({ evidence = [] }) {
  for (const { detail } of evidence) {
    const [, version] = /\b(?:best|nearest) (\d[\w.+-]*)/.exec(detail ?? '') ?? [];
    if (version) return version;
  }
  return null;
}

/**
 * The decision of a scan about a copy, by its findings: every step from evidence to verdict counts.
 * @param {{ kind: string, certainty: string }[]} findings about the row
 * @returns {'affected' | 'clean' | 'open'}
 */
export function decisionOf(row, findings) {
  const advisories = findings.filter(({ kind }) => kind === 'advisory');
  if (advisories.some(({ certainty }) => certainty === 'certain')) return 'affected';
  return advisories.length > 0 || row.versionState === 'unknown' ? 'open' : 'clean';
}
