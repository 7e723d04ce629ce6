import { openAdvisories } from '../dist/advisories/store.js';
import { verdictOn } from '../dist/advisories/match/verdict.js';

/**
 * Prints how our verdicts on versions, and our order of them, differ from those of a program that shares no code with us.
 * @param {string} judged its lines, fields with tabs between: `A ID NAME VERSION 1` (1: affected) and `P A B -1` (the order of two versions)
 * @param {{ ecosystem: string, versions: { compare(a: string, b: string): number | null }, rangesOnly?: boolean }} ours
 *   `rangesOnly`: the program does not read records that list versions beside their ranges
 */
export function compareBoundaries(judged, { ecosystem, versions, rangesOnly = false }) {
  const store = openAdvisories({ dir: null, now: new Date() });
  const sum = { verdicts: 0, missed: 0, extra: 0, pairs: 0, unordered: 0, otherOrder: 0 };
  const examples = [];
  const judge = ([id, name, version, expected]) => {
    const advisory = store.lookup(ecosystem, name).find((each) => each.id === id);
    if (rangesOnly && advisory && advisory.affected.versions.length > 0) return;
    const verdict = advisory ? verdictOn(version, advisory, versions) : 'unaffected';
    sum.verdicts += 1;
    const isAffected = verdict !== 'unaffected';
    if (isAffected === (expected === '1')) return;
    if (isAffected) sum.extra += 1;
    else sum.missed += 1;
    examples.push(`${id} ${name} ${version}: ${verdict}, expected ${expected}`);
  };
  const order = ([a, b, expected]) => {
    const own = versions.compare(a, b);
    sum.pairs += 1;
    if (own === null) sum.unordered += 1;
    else if (Math.sign(own) !== Number(expected)) {
      sum.otherOrder += 1;
      examples.push(`${a} ${b}: ${own}, expected ${expected}`);
    }
  };
  for (const line of judged.split('\n')) {
    const [kind, ...fields] = line.split('\t');
    if (kind === 'A') judge(fields);
    else if (kind === 'P') order(fields);
  }
  console.log(sum);
  console.log(examples.slice(0, 20).join('\n'));
  store.close?.();
}
