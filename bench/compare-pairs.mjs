// Compares an order of versions with lines that a reference implementation printed.
/**
 * @param {import('../dist/versions/index.js').VersionOrdering} ordering
 * @param {string} text a JSON list a line: `["order", a, b, sign]` or `["range", range, version, isAllowed]`
 */
export async function comparePairs(ordering, text) {
  const totals = new Map();
  const sign = (order) => (order === null ? null : Math.sign(order));
  for (const line of text.trim().split('\n')) {
    const [kind, left, right, expected] = JSON.parse(line);
    const own =
      kind === 'order'
        ? sign(ordering.compare(left, right))
        : ((await ordering.readRange(left))?.(right) ?? null);
    const total = totals.get(kind) ?? { compared: 0, different: 0 };
    total.compared += 1;
    if (own !== expected) {
      total.different += 1;
      if (total.different <= 10)
        console.log(kind, JSON.stringify(left), JSON.stringify(right), { own, expected });
    }
    totals.set(kind, total);
  }
  console.table(Object.fromEntries(totals));
  process.exitCode = [...totals.values()].some(({ different }) => different > 0) ? 1 : 0;
}
