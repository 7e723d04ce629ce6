import type { ControlAnswer, EvidenceRecord } from '../record.js';
import { column, table, type Table } from './table.js';

/** `0; not examined: tamper`. */
function countWords({ count, notExamined }: ControlAnswer): string {
  if (count === null) return 'not examined';
  return notExamined.length === 0 ? `${count}` : `${count}; not examined: ${notExamined.join(', ')}`;
}

/** A table for each framework. */
export function controlTables({ controls }: EvidenceRecord): Table[] {
  const frameworks = [...new Set(controls.map(({ framework }) => framework))];
  return frameworks.map((framework) => {
    const text = {
      title: framework,
      lead: 'Requirements in words of our own, the field of evidence.json that answers each (with the number of its entries here; “not examined”: nothing was there that could have made one), and what is not answered. It is no judgement that a requirement is met.',
      columns: [
        column('id', 'Requirement', 'name'),
        column('about', 'What it is about'),
        column('answers', 'What answers it'),
        column('not', 'What is not answered'),
      ],
      none: '',
    };
    const own = controls.filter((control) => control.framework === framework);
    return table(text, own, ({ id, about, answers, notAnswered }) => [
      id,
      about,
      answers.map((answer) => `${answer.field} (${countWords(answer)}): ${answer.says}`),
      notAnswered,
    ]);
  });
}
