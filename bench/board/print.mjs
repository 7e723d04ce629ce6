// The table of a run.
import { textOf } from './figures.mjs';

const row = (cells) => `| ${cells.join(' | ')} |`;

/** @param {object} run */
export function printBoard({ commit, seed, date, machine, sections }) {
  console.log(`Board of ${commit}, seed ${seed}, ${date}, ${machine}\n`);
  console.log(row(['section', 'figures', 'CPU s', 'peak MB', 'scans', 'wall s', 'load']));
  console.log(row(Array.from({ length: 7 }, () => '---')));
  for (const section of Object.values(sections)) {
    const { title, figures = [], error, processorSeconds, megabytes, scans, seconds, load } = section;
    const said = error ? 'failed' : figures.map((figure) => `${figure.name} ${textOf(figure)}`).join('; ');
    const numbers = [processorSeconds, megabytes, scans, seconds].map((each) => each.toFixed(0));
    console.log(row([title, said, ...numbers, load.toFixed(1)]));
  }
  for (const { rows } of Object.values(sections).filter((section) => section.rows)) printRows(rows);
}

function printRows(rows) {
  console.log(`\n${row(['input', 'measured', 'goal', 'met'])}\n${row(['---', '---', '---', '---'])}`);
  for (const { input, measured, unit, goal } of rows)
    console.log(
      row([
        input,
        measured === null ? 'not measured' : `${measured.toFixed(2)} ${unit}`,
        `≤ ${goal} ${unit}`,
        measured === null ? '–' : measured <= goal ? 'yes' : 'no',
      ]),
    );
}
