// Figures of a section: a share of a whole, or a count, and which direction is better.

/**
 * @typedef {object} Figure
 * @property {string} name
 * @property {number} part
 * @property {number | null} whole null: `part` is a count
 * @property {'more' | 'less'} better
 */

/** @returns {Figure} */
export const share = (name, part, whole) => ({ name, part, whole, better: 'more' });

/** @returns {Figure} a share that is better the smaller it is */
export const mistakes = (name, part, whole) => ({ ...share(name, part, whole), better: 'less' });

/** @returns {Figure} a count of mistakes */
export const count = (name, part) => ({ name, part, whole: null, better: 'less' });

/** @param {Figure} figure */
export function textOf({ part, whole }) {
  if (whole === null) return String(part);
  return whole === 0 ? '–' : `${(part / whole).toFixed(3)} (${part} of ${whole})`;
}

/**
 * Figures of a question that is answered for each sample with yes or no.
 * @param {readonly { id: string, isTrue: boolean, isReported: boolean, form?: string }[]} rows
 * @param {{ recall: string, false: string, byForm?: boolean }} names
 */
export function yesOrNo(rows, names) {
  const yes = rows.filter(({ isTrue }) => isTrue);
  const no = rows.filter(({ isTrue }) => !isTrue);
  const reported = (some) => some.filter(({ isReported }) => isReported).length;
  const forms = names.byForm
    ? [...new Set(yes.map(({ form }) => form))].sort((a, b) => (a < b ? -1 : 1))
    : [];
  return {
    figures: [
      share(names.recall, reported(yes), yes.length),
      ...forms.map((form) => {
        const own = yes.filter((row) => row.form === form);
        return share(`… ${form}`, reported(own), own.length);
      }),
      mistakes(names.false, reported(no), no.length),
    ],
    verdicts: Object.fromEntries(
      rows.map(({ id, isTrue, isReported }) => [
        id,
        isTrue ? (isReported ? 'found' : 'missed') : isReported ? 'reported' : 'clean',
      ]),
    ),
  };
}
