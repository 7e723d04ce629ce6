import type { ControlRow, EvidenceRecord } from '../record.js';
import type { Answer, Control, FieldChoice } from './control.js';
import { notExamined, wasExamined } from './examined.js';
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

function only(field: FieldChoice, value: string): FieldChoice {
  return { ...field, values: [value] };
}

/** What the examined code is called: a scan does not know what is deployed. */
const CODE = { scan: 'the examined files', sweep: 'deployed code' } as const;

function hasCode({ answers, notAnswered }: Control): boolean {
  return [notAnswered, ...answers.map(({ says }) => says)].some((text) => text.includes('{code}'));
}

/** A scan has no history, and does not look at the account. */
function lackedByScan(control: Control): string[] {
  return [
    ...(hasCode(control) ? ['Whether the examined files are what is deployed.'] : []),
    ...(control.answers.some(({ field }) => field.list === 'trend')
      ? ['How often was looked, and what changed over time: a scan has no history.']
      : []),
  ];
}

function controlRow(framework: string, control: Control, record: Lists): ControlRow {
  const { id, about, answers, notAnswered } = control;
  const { kind } = record.scope;
  const isAnswered = ({ field }: Answer) => kind === 'sweep' || field.list !== 'trend';
  const inWords = (text: string) => text.replace('{code}', CODE[kind]);
  return {
    framework,
    id,
    about,
    answers: answers.filter(isAnswered).map(({ field, says }) => {
      const count = countOf(field, record);
      const isKnown = wasExamined(field, record) || (count > 0 && field.list !== 'permissions');
      const unseen = notExamined(field, record).filter((value) => countOf(only(field, value), record) === 0);
      return {
        field: fieldWords(field),
        says: inWords(says),
        count: isKnown ? count : null,
        notExamined: unseen,
      };
    }),
    notAnswered: [inWords(notAnswered), ...(kind === 'scan' ? lackedByScan(control) : [])].join(' '),
  };
}

/** The requirements of all frameworks, each with the fields of a record that answer it. */
export function controlRows(record: Lists): ControlRow[] {
  return FRAMEWORKS.flatMap(({ name, controls }) =>
    controls.map((control) => controlRow(name, control, record)),
  );
}
