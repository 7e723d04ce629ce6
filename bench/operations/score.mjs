// Compares what a scan reports with what a program can do, and adds up.

/**
 * @typedef {object} Comparison
 * @property {string[]} missing
 * @property {string[]} extra neither expected nor tolerated
 * @property {number} expected how many
 * @property {number} found how many of the expected ones
 * @property {number} reported how many
 */

/**
 * @param {Iterable<string>} reported
 * @param {{ expected: Set<string>, tolerated: Set<string> }} truth
 * @returns {Comparison}
 */
export function compare(reported, { expected, tolerated }) {
  const seen = new Set(reported);
  const missing = [...expected].filter((name) => !seen.has(name));
  const extra = [...seen].filter((name) => !expected.has(name) && !tolerated.has(name));
  return {
    missing,
    extra,
    expected: expected.size,
    found: expected.size - missing.length,
    reported: seen.size,
  };
}

const percent = (part, whole) => (whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`);

function sums(comparisons) {
  const sum = (count) => comparisons.reduce((total, comparison) => total + count(comparison), 0);
  const expected = sum((comparison) => comparison.expected);
  const extra = sum((comparison) => comparison.extra.length);
  const reported = sum((comparison) => comparison.reported);
  return {
    bundles: comparisons.length,
    expected,
    recall: percent(
      sum((comparison) => comparison.found),
      expected,
    ),
    extra,
    'extra share': percent(extra, reported),
    exact: comparisons.filter(({ missing, extra: more }) => missing.length + more.length === 0).length,
  };
}

const DIMENSIONS = {
  all: () => 'all',
  bundler: ({ bundler }) => bundler,
  generation: ({ generation }) => generation,
  minified: ({ minify }) => (minify ? 'minified' : 'not minified'),
  format: ({ format, fields }) => `${format}, ${fields} first`,
  SDK: ({ external }) => (external ? 'external' : 'in the bundle'),
  style: ({ style }) => style,
};

/**
 * @param {readonly object[]} rows builds with their program's style, and a comparison below `key`
 * @param {'operations' | 'actions' | 'resources'} key
 */
export function printTables(rows, key) {
  const compared = rows.filter((row) => row[key] !== null);
  if (compared.length === 0) return;
  console.log(`\n${key} of ${compared.length} bundles`);
  const table = {};
  for (const [name, groupOf] of Object.entries(DIMENSIONS))
    for (const [group, members] of groupBy(compared, groupOf))
      table[name === 'all' ? 'all' : `${name}: ${group}`] = sums(members.map((row) => row[key]));
  console.table(table);
}

function groupBy(rows, groupOf) {
  const groups = new Map();
  for (const row of rows) groups.set(groupOf(row), [...(groups.get(groupOf(row)) ?? []), row]);
  return [...groups].toSorted(([one], [other]) => (one < other ? -1 : 1));
}
