import type { CheckKind } from '../../program/index.js';
import type { FlowRule } from '../../model/index.js';

/** Rules that do not apply to data that has passed a check of a kind. */
export type RulesByCheck = Readonly<Record<'prefix' | 'host', readonly string[]>>;

export function rulesByCheck(rules: readonly FlowRule[]): RulesByCheck {
  const ofKind = (kind: 'prefix' | 'host'): readonly string[] =>
    rules.filter(({ checks }) => checks.includes(kind)).map(({ id }) => id);
  return { prefix: ofKind('prefix'), host: ofKind('host') };
}

/** Rules that do not apply after a check; null: none does. */
export function clearedBy(kind: CheckKind, rules: RulesByCheck): readonly string[] | null {
  return kind === 'value' ? null : rules[kind];
}
