import type { Problem } from '../../model/index.js';
import type { Seen } from './chains.js';
import type { Hit } from './hit.js';

/** Hits of rules in one file: rule id and hits. */
export type RuleHits = readonly (readonly [rule: string, hits: readonly Hit[]])[];

interface Part {
  /** The file, where its part counts only if code names it. */
  readonly suspect: string | null;
  readonly hits: RuleHits;
  readonly problems: readonly Problem[];
}

/** Hits in a subject, file by file. Files that may not be scripts count only if they are named. */
export class HitLog {
  private readonly parts: Part[] = [];

  add(hits: RuleHits, problems: readonly Problem[]): void {
    if (hits.length > 0 || problems.length > 0) this.parts.push({ suspect: null, hits, problems });
  }

  suspect(path: string, hits: RuleHits, problems: readonly Problem[]): void {
    if (hits.length > 0 || problems.length > 0) this.parts.push({ suspect: path, hits, problems });
  }

  /** @param isWanted whether rules apply to the file by its name. */
  addUnread(path: string, problem: Problem, isWanted: boolean): void {
    this.parts.push({ suspect: isWanted ? null : path, hits: [], problems: [problem] });
  }

  /** Files whose hits may count only if they are named. */
  suspects(): ReadonlySet<string> {
    return new Set(this.parts.flatMap(({ suspect }) => suspect ?? []));
  }

  /** The hits that count. @param named suspects that are named. */
  result(named: ReadonlySet<string>): { readonly seen: Seen; readonly problems: readonly Problem[] } {
    const counting = this.parts.filter(({ suspect }) => suspect === null || named.has(suspect));
    const seen = new Map<string, Hit[]>();
    for (const [rule, hits] of counting.flatMap((part) => part.hits)) {
      const known = seen.get(rule);
      if (known) known.push(...hits);
      else seen.set(rule, [...hits]);
    }
    return { seen, problems: counting.flatMap(({ problems }) => problems) };
  }
}
