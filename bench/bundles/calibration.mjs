// How often rows are right, by the confidence that they state.
import { isLocated } from './figures.mjs';
import { asShare, tableFrom } from './markdown.mjs';

const share = (items, holds) => (items.length === 0 ? null : items.filter(holds).length / items.length);

/** Every row of the scans, a row without a copy included. */
const rowsOf = (outcomes) =>
  outcomes.flatMap(({ copies, surplus }) => [
    ...copies.flatMap(({ row }) => (row === null ? [] : [{ ...row, isThere: true }])),
    ...surplus.map((row) => ({ ...row, isThere: false, holdsTruth: false })),
  ]);

const LEVELS = ['high', 'medium', 'low'];

function lineOf(label, rows) {
  const isVersioned = ({ size, isThere }) => isThere && size !== null;
  return [
    label,
    String(rows.length),
    asShare(share(rows, ({ isThere }) => isThere)),
    asShare(share(rows.filter(isVersioned), ({ holdsTruth }) => holdsTruth)),
    asShare(share(rows, ({ holdsTruth }) => holdsTruth)),
  ];
}

/** @returns {string} a reliability table; levels without rows are left out */
export function calibrationOf(outcomes) {
  const rows = rowsOf(outcomes);
  const groups = LEVELS.flatMap((level) => {
    const own = rows.filter(({ confidence }) => confidence === level);
    return [
      [`${level}, located`, own.filter(isLocated)],
      [`${level}, inferred`, own.filter((row) => !isLocated(row))],
    ];
  }).filter(([, own]) => own.length > 0);
  const head = ['confidence', 'rows', 'package is there', 'stated version or set holds truth', 'both'];
  return tableFrom(
    head,
    groups.map(([label, own]) => lineOf(label, own)),
  );
}
