import type { Problem } from '../model/index.js';
import { matchesGlob } from './glob.js';
import type { Policy } from './policy.js';
import { SPDX_IDS } from './spdx-ids.js';

/** npm's word for "no licence is granted", used in place of an identifier. */
const NO_LICENSE = 'UNLICENSED';
const MAX_NEAREST = 3;
/** Longer names resemble none. */
const MAX_LETTERS = 60;

/** Of words that people use for a licence, what its identifier has too: `GPLv3`, `The MIT License`. */
export function bareName(name: string): string {
  return name
    .toUpperCase()
    .replace(/\b(?:THE|LICEN[CS]E|VERSION)\b/g, '')
    .replace(/V(?=\d)/g, '')
    .replace(/[^A-Z\d]/g, '');
}

/** The edit distance in letters. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let up = 0; up < a.length; up += 1) {
    const next = [up + 1];
    for (let at = 1; at <= b.length; at += 1) {
      const changed = (row[at - 1] ?? 0) + Number(b[at - 1] !== a[up]);
      next.push(Math.min(changed, (row[at] ?? 0) + 1, (next[at - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

function nearest(name: string, ids: readonly string[]): readonly string[] {
  const wanted = bareName(name).slice(0, MAX_LETTERS);
  const begun = wanted === '' ? [] : ids.filter((id) => bareName(id).startsWith(wanted));
  if (begun.length > 0) return begun.sort((a, b) => a.length - b.length).slice(0, MAX_NEAREST);
  const far = ids.map((id) => [distance(wanted, bareName(id)), id] as const);
  const [first] = far.sort(([a], [b]) => a - b);
  return first && first[0] <= wanted.length / 3 ? [first[1]] : [];
}

/** A licence of a rule without its exception: the part that may hold a wildcard. */
function isKnown(rule: string, ids: readonly string[]): boolean {
  const [base = ''] = rule.toUpperCase().split(/\s+WITH\s+/);
  if (base === NO_LICENSE || base.includes('LICENSEREF-')) return true;
  const plain = base.replace(/\+$/, '');
  return ids.some((id) => matchesGlob(plain, id.toUpperCase()));
}

/** Licences that rules name and SPDX does not know: such a rule may never match. */
export function licenseProblems({ licenses, source }: Policy): readonly Problem[] {
  const named = [...(licenses?.allow ?? []), ...(licenses?.deny ?? [])];
  if (named.length === 0) return [];
  const ids = SPDX_IDS.trim().split(/\s+/);
  return [...new Set(named)]
    .filter((rule) => !isKnown(rule, ids))
    .map((rule) => {
      const near = nearest(rule, ids);
      const hint = near.length === 0 ? '' : `; the nearest: ${near.join(', ')}`;
      const message = `The policy allows or denies the licence ${rule}, which is not an SPDX identifier${hint}.`;
      return { code: 'unresolved', path: source, message, affectsCompleteness: false };
    });
}
