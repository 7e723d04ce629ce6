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

function isMet({ measured, goal }) {
  if (measured === null || goal === null) return '–';
  return measured <= goal ? 'yes' : 'no';
}

function printRows(rows) {
  console.log(`\n${row(['input', 'measured', 'goal', 'met'])}\n${row(['---', '---', '---', '---'])}`);
  for (const each of rows) {
    const { input, measured, unit, goal } = each;
    const said = measured === null ? 'not measured' : `${measured.toFixed(2)} ${unit}`;
    console.log(row([input, said, goal === null ? '–' : `≤ ${goal} ${unit}`, isMet(each)]));
  }
}
