import type { EvidenceRecord } from '../record.js';
import type { FieldChoice } from './control.js';

type Lists = Omit<EvidenceRecord, 'controls'>;

function hasSettings({ functions }: Lists): boolean {
  return functions.some(({ exposure, account }) => exposure !== null || account !== null);
}

function hasRoles({ permissions }: Lists): boolean {
  return permissions.some(({ needed, granted }) => needed !== null && granted.length > 0);
}

function hasRuntime({ functions }: Lists): boolean {
  return functions.some(({ runtime }) => runtime !== null);
}

/** What findings need that are not about an artifact's content: without it, that there are none says nothing. */
const NEEDS: ReadonlyMap<string, (record: Lists) => boolean> = new Map([
  ['advisory', ({ advisories }) => advisories.length > 0],
  ['permission', hasRoles],
  ['configuration', hasSettings],
  ['runtime-end', hasRuntime],
]);

/** Where a rule starts with it, it is one about flows of data. */
const FLOW_RULES = 'flows/';

/** The kind that rules of a control are of. */
function kindOf(rule: string): string {
  if (rule === 'runtime-end') return rule;
  return rule.startsWith(FLOW_RULES) ? 'injection' : 'configuration';
}

function isExamined(kind: string, record: Lists): boolean {
  const need = NEEDS.get(kind);
  if (need) return need(record);
  return record.components.some(({ examined }) => examined?.some((one) => one === kind) ?? false);
}

/** Values of a field for which nothing was examined that could have made an entry: then no entry does not mean none. */
export function notExamined({ list, key, values = [] }: FieldChoice, record: Lists): readonly string[] {
  if (list !== 'findings' || key === undefined || key === 'severity') return [];
  return values.filter((value) => !isExamined(key === 'rule' ? kindOf(value) : value, record));
}

/** Whether anything was examined that could have made an entry of a field: then no entry means none. */
export function wasExamined(field: FieldChoice, record: Lists): boolean {
  const { list, key, values = [] } = field;
  if (list === 'permissions') return record.permissions.some(({ needed }) => needed !== null);
  if (list === 'functions' && key === 'exposure')
    return record.functions.length > 0 && record.functions.some(({ exposure }) => exposure !== null);
  return values.length === 0 || notExamined(field, record).length < values.length;
}
