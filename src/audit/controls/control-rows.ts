import type { ControlRow, EvidenceRecord } from '../record.js';
import type { FieldChoice } from './control.js';
import { PCI_DSS } from './pci-dss.js';
import { SERVERLESS_RISKS } from './serverless-risks.js';
import { SOC2 } from './soc2.js';

export const FRAMEWORKS = [PCI_DSS, SOC2, SERVERLESS_RISKS] as const;

/** `findings[kind=secret|malware]`. */
export function fieldWords({ list, key, values = [] }: FieldChoice): string {
  return key === undefined ? list : `${list}[${key}=${values.join('|')}]`;
}

type Lists = Omit<EvidenceRecord, 'controls'>;

function countOf({ list, key, values = [] }: FieldChoice, record: Lists): number {
  const rows: readonly unknown[] = list === 'controls' ? [] : record[list];
  if (key === undefined) return rows.length;
  return rows.filter((row) => values.includes(String((row as Readonly<Record<string, unknown>>)[key])))
    .length;
}

/** The requirements of all frameworks, each with the fields of a record that answer it. */
export function controlRows(record: Lists): ControlRow[] {
  return FRAMEWORKS.flatMap(({ name, controls }) =>
    controls.map(({ id, about, answers, notAnswered }) => ({
      framework: name,
      id,
      about,
      answers: answers.map(({ field, says }) => ({
        field: fieldWords(field),
        says,
        count: countOf(field, record),
      })),
      notAnswered,
    })),
  );
}
