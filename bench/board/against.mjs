// The differences between two runs: figures, verdicts on single samples, cost.
import { textOf } from './figures.mjs';

/** Changes of a sample's verdict that are printed for a section. */
const SHOWN = 20;

const valueOf = ({ part, whole }) => (whole === null ? part : whole === 0 ? 0 : part / whole);

function printFigures(before, after) {
  for (const figure of after) {
    const old = before.find(({ name }) => name === figure.name);
    if (!old || valueOf(old) === valueOf(figure)) continue;
    const isBetter = valueOf(figure) > valueOf(old) === (figure.better === 'more');
    console.log(`  ${isBetter ? 'better' : 'WORSE'}  ${figure.name}: ${textOf(old)} → ${textOf(figure)}`);
  }
}

/** A sample that only one run has an answer for is a mistake that came or went. */
function printVerdicts(before, after) {
  const ids = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const changes = ids.filter((id) => before[id] !== after[id]);
  for (const id of changes.slice(0, SHOWN))
    console.log(`         ${id}: ${before[id] ?? 'none'} → ${after[id] ?? 'none'}`);
  if (changes.length > SHOWN) console.log(`         and ${changes.length - SHOWN} more samples`);
}

function printRows(before, after) {
  for (const { input, measured, unit } of after) {
    const old = before.find((row) => row.input === input)?.measured ?? null;
    if (old !== null && measured !== null)
      console.log(`         ${input}: ${old.toFixed(2)} → ${measured.toFixed(2)} ${unit}`);
  }
}

function printSection(before, after) {
  printFigures(before.figures ?? [], after.figures ?? []);
  printVerdicts(before.verdicts ?? {}, after.verdicts ?? {});
  printRows(before.rows ?? [], after.rows ?? []);
}

/** @param {object} base @param {object} run */
export function printDifferences(base, run) {
  console.log(`\nAgainst ${base.commit}:`);
  for (const [id, after] of Object.entries(run.sections)) {
    const before = base.sections[id];
    if (!before || before.error || after.error) {
      console.log(`${id}: not compared`);
      continue;
    }
    const ratio = after.processorSeconds / before.processorSeconds;
    console.log(
      `${after.title}: CPU ${before.processorSeconds.toFixed(0)} → ${after.processorSeconds.toFixed(0)} s (× ${ratio.toFixed(2)}), ` +
        `memory ${before.megabytes.toFixed(0)} → ${after.megabytes.toFixed(0)} MB`,
    );
    printSection(before, after);
  }
}
