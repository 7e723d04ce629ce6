import type { Gap, Problem, Suppression } from '../model/index.js';
import { matchesGlob } from './glob.js';
import type { AcceptRule, Policy } from './policy.js';
import { rulesInForce } from './rules-in-force.js';

/** Where a gap is. */
export interface GapPlace {
  readonly account: string | null;
  readonly region: string | null;
  /** Name and id of the function; empty: no function, or any function that mounts the artifact. */
  readonly names: readonly string[];
}

/** The place of gaps that belong to no function. */
export const NO_PLACE: GapPlace = { account: null, region: null, names: [] };

/** The rule that accepts a gap; null: none. */
export type AcceptGap = (gap: Gap, place: GapPlace) => Suppression | null;

/** Rules about gaps in force, and their use in a run. */
export interface AcceptRules {
  readonly acceptanceOf: AcceptGap;
  /** See RulesInForce. */
  problems(isAll: boolean): readonly Problem[];
}

function fits(glob: string | null, texts: readonly string[]): boolean {
  return glob === null || texts.some((text) => matchesGlob(glob, text));
}

/** A gap of a function or of a run names an artifact by its path, if any. */
function accepts(rule: AcceptRule, gap: Gap, { account, region, names }: GapPlace): boolean {
  return (
    rule.codes.includes(gap.code) &&
    (rule.account === null || rule.account === account) &&
    (rule.region === null || rule.region === region) &&
    fits(rule.function, names) &&
    fits(rule.artifact, [gap.artifact ?? gap.path]) &&
    fits(rule.path, [gap.path]) &&
    fits(rule.message, [gap.message])
  );
}

function nameOf({ codes, account, region, function: fn, artifact, path, message }: AcceptRule): string {
  return [...codes, account, region, fn, artifact, path, message].filter((part) => part !== null).join(' · ');
}

/** @param today ISO date, UTC. */
export function acceptRules({ accept, source }: Policy, today: string): AcceptRules {
  const words = { does: 'accepts', did: 'accepted', subject: 'gap' };
  const rules = rulesInForce({ rules: accept, source, today, words, nameOf });
  return {
    acceptanceOf(gap, place) {
      const met = rules.all.filter((rule) => accepts(rule, gap, place));
      for (const rule of met) rules.use(rule);
      return met[0] ? rules.suppressionBy(met[0]) : null;
    },
    problems: (isAll) => rules.problems(isAll),
  };
}
