// The most frequent mistakes, for developers of the engine.

function tally(items, keyOf) {
  const counts = new Map();
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a);
}

const MOST = 25;

function listOf(title, items, keyOf) {
  const lines = tally(items, keyOf).slice(0, MOST);
  return `${title}: ${items.length}\n${lines.map(([key, count]) => `  ${count} × ${key}`).join('\n')}`;
}

/** @returns {string} most frequent ones first, by kind */
export function mistakesOf(outcomes) {
  const copies = outcomes.flatMap((outcome) => outcome.copies);
  const named = copies.filter(({ row }) => row);
  const surplus = outcomes.flatMap((outcome) => outcome.surplus);
  const problems = outcomes.flatMap((outcome) => outcome.problems);
  return [
    listOf('Named but not there', surplus, ({ name, methods }) => `${name} (${methods.join(', ')})`),
    listOf(
      'Named as built into another package',
      outcomes.flatMap((outcome) => outcome.builtIn ?? []),
      ({ name }) => name,
    ),
    listOf(
      'Not named',
      copies.filter(({ row }) => !row),
      ({ name, version, reachable }) => `${name}@${version}${reachable ? '' : ' (out of reach)'}`,
    ),
    listOf(
      'Stated versions without the true one',
      named.filter(({ row }) => row.size !== null && !row.holdsTruth),
      ({ name, version, row }) => `${name}@${version}: ${row.version ?? `${row.candidates} others`}`,
    ),
    listOf(
      'Wrong verdicts',
      named.filter(
        ({ row, affected }) =>
          affected !== null && row.decision !== 'open' && (row.decision === 'affected') !== affected,
      ),
      ({ name, version, row, affected }) =>
        `${name}@${version}: ${affected ? 'affected' : 'clean'}, called ${row.decision}`,
    ),
    listOf('Problems', problems, (problem) => problem.slice(0, 160)),
  ].join('\n\n');
}
