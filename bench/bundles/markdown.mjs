// Tables and numbers of the figures, as Markdown.

const lineOf = (cells) => `| ${cells.join(' | ')} |`;

/** @param {string[]} head @param {string[][]} rows */
export const tableFrom = (head, rows) => [head, head.map(() => '---'), ...rows].map(lineOf).join('\n');

/** @param {number | null} value null: there is nothing to take a share of */
export const asShare = (value) => (value === null ? '–' : value.toFixed(3).replace(/^0/, ''));
