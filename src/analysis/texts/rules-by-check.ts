import type { FlowRule } from '../../model/index.js';
import { lacksAll, type CheckKind, type LackingKind } from '../../program/index.js';
import { TEXT_STATE } from './text-state.js';

const { begins, down, unrooted } = TEXT_STATE;

/** Rules that do not apply to data that has passed a check of a kind. */
export interface RulesByCheck extends Readonly<
  Record<Exclude<CheckKind, 'value' | LackingKind>, readonly string[]>
> {
  /** Rules that escaped text does not break. */
  readonly markup: readonly string[];
  /** Rules that do not apply to a text without these signs. */
  readonly lacking: (kind: LackingKind) => readonly string[];
}

export function rulesByCheck(rules: readonly FlowRule[]): RulesByCheck {
  const ofKind = (kind: FlowRule['checks'][number]): readonly string[] =>
    rules.filter(({ checks }) => checks.includes(kind)).map(({ id }) => id);
  return {
    prefix: [...ofKind('prefix'), begins],
    folder: [...ofKind('folder'), ...ofKind('prefix')],
    down: [down],
    unrooted: [unrooted],
    address: rules.filter(({ checks }) => !checks.includes('host')).map(({ id }) => id),
    host: ofKind('host'),
    text: ofKind('text'),
    short: ofKind('short'),
    relative: [],
    markup: rules.filter(({ escapes }) => escapes.includes('<')).map(({ id }) => id),
    lacking: (kind) =>
      rules.filter(({ escapes }) => escapes.some((signs) => lacksAll(kind, signs))).map(({ id }) => id),
  };
}

function isLacking(kind: CheckKind): kind is LackingKind {
  return kind.startsWith('lacks:');
}

/** Rules that do not apply after a check; null: none does. */
export function clearedBy(kind: CheckKind, rules: RulesByCheck): readonly string[] | null {
  if (kind === 'value') return null;
  return isLacking(kind) ? rules.lacking(kind) : rules[kind];
}
