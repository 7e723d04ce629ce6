// Measures with an index that lacks the packages of the bundle: the results for packages that are not indexed yet.

/** `packages`: of every package in the bundle all versions · `versions`: only the very releases that are in it */
export const LEAVE_OUT = ['packages', 'versions'];

/** @returns {string[]} names, or name@version */
export function leftOutOf(copies, leaveOut) {
  if (leaveOut === null) return [];
  return [
    ...new Set(copies.map(({ name, version }) => (leaveOut === 'packages' ? name : `${name}@${version}`))),
  ];
}

/** A scan that names an excluded package by fingerprint ignored the exclusion: its figures mean nothing. */
export function requireLeftOut(rows, without) {
  const names = new Set(without);
  const named = rows.find(
    ({ name, evidence }) => names.has(name) && evidence.some(({ method }) => method === 'fingerprint'),
  );
  if (named) throw new Error(`the scan names ${named.name}, which its index was to be without`);
}
