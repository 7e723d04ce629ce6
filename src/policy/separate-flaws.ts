import type { Finding, GroupFinding } from '../model/index.js';
import type { IgnoreRule } from './policy.js';
import type { VexStatement } from './vex-statement.js';

/** Whether a name belongs to some of the flaws, and not to all. */
function namesSome(name: string, flaws: readonly Finding[]): boolean {
  const named = flaws.filter(({ rule, aliases }) =>
    [rule, ...aliases].some((one) => one.toUpperCase() === name),
  );
  return named.length > 0 && named.length < flaws.length;
}

/** Findings for judging: a finding of several flaws is split where a rule or statement names some of them. */
export type SeparateFlaws = (findings: readonly Finding[]) => readonly Finding[];

/** A rule about one flaw does not cover another one, although their records call each other aliases. */
export function separateFlaws(
  rules: readonly Pick<IgnoreRule, 'id'>[],
  statements: readonly Pick<VexStatement, 'ids'>[],
): SeparateFlaws {
  const ids = [...rules.flatMap(({ id }) => id ?? []), ...statements.flatMap((statement) => statement.ids)];
  const names = [...new Set(ids.map((id) => id.toUpperCase()))];
  return (findings) =>
    findings.flatMap((finding: Finding & Partial<GroupFinding>) => {
      const { flaws, ...whole } = finding;
      if (!flaws) return [finding];
      return names.some((name) => namesSome(name, flaws)) ? flaws : [whole];
    });
}
