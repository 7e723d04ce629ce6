import type { EvidenceRecord } from '../record.js';
import type { FieldChoice } from './control.js';

type Lists = Omit<EvidenceRecord, 'controls'>;

function hasSettings({ functions }: Lists): boolean {
  return functions.some(({ exposure, account }) => exposure !== null || account !== null);
}

function hasRules({ signatures, scope }: Lists): boolean {
  return signatures !== null || scope.kind === 'sweep';
}

function hasRoles({ permissions }: Lists): boolean {
  return permissions.some(({ needed, granted }) => needed !== null && granted.length > 0);
}

/** What findings of a kind or rule need: without it, that there are none says nothing. */
const NEEDS: ReadonlyMap<string, (record: Lists) => boolean> = new Map([
  ['configuration', hasSettings],
  ['public-url', hasSettings],
  ['environment-secret', hasSettings],
  ['public-without-limit', hasSettings],
  ['runtime-end', ({ functions }) => functions.some(({ runtime }) => runtime !== null)],
  ['permission', hasRoles],
  ['secret', hasRules],
  ['advisory', ({ advisories }) => advisories.length > 0],
]);

/** Whether anything was examined that could have made an entry of a field: then no entry means none. */
export function wasExamined({ list, key, values = [] }: FieldChoice, record: Lists): boolean {
  if (list === 'permissions') return record.permissions.some(({ needed }) => needed !== null);
  if (list === 'functions' && key === 'exposure')
    return record.functions.length > 0 && record.functions.some(({ exposure }) => exposure !== null);
  if (list !== 'findings') return true;
  const needs = values.flatMap((value) => NEEDS.get(value) ?? []);
  return needs.length === 0 || needs.some((isMet) => isMet(record));
}
