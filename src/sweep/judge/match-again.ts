import { createHash } from 'node:crypto';
import { loadMatching, type AdvisoryStore } from '../../advisories/index.js';
import type { Advisory } from '../../model/index.js';
import {
  artifactsToMatch,
  loadArtifact,
  packageNames,
  saveMatches,
  saveNames,
  type NameRow,
  type Sql,
} from '../../store/index.js';
import type { StoredAnalysis } from '../collect/analyse-code.js';

/** The inputs of matching. */
export interface MatchOptions {
  readonly store: AdvisoryStore;
  /** Exploit probability from which a finding fails the gate; null: none. */
  readonly epssGate: number | null;
}

const LEAST_SCORE = 0.0001;

interface Fresh extends NameRow {
  readonly advisories: string;
}

function hashOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}

/**
 * Facts about the exploitation of advisories. Probabilities change a little every day, which is no reason to match everything
 * again: only doubling, halving or crossing the gate's level counts as a change.
 */
function exploitationOf(advisories: readonly Advisory[], { store, epssGate }: MatchOptions) {
  const names = new Set(advisories.flatMap(({ id, aliases }) => [id, ...aliases]));
  const cves = [...names].filter((name) => name.startsWith('CVE-')).sort();
  return cves.map((cve) => {
    const score = store.epss(cve);
    const step = score === null ? null : Math.round(Math.log2(Math.max(score, LEAST_SCORE)));
    return [store.kev(cve), step, score !== null && epssGate !== null && score >= epssGate];
  });
}

/** Hash of a name's current advisories; '' for none, the stored value of names that were never matched. */
function advisoriesOf({ ecosystem, name }: NameRow, options: MatchOptions): string {
  const advisories = options.store.lookup(ecosystem, name);
  return advisories.length === 0 ? '' : hashOf([advisories, exploitationOf(advisories, options)]);
}

/** Names whose advisories changed since the last match. */
async function changedNames(sql: Sql, options: MatchOptions): Promise<Fresh[]> {
  const names = await packageNames(sql);
  return names.flatMap((row) => {
    const advisories = advisoriesOf(row, options);
    return advisories === row.advisories ? [] : [{ ...row, advisories }];
  });
}

async function matchOne(sql: Sql, key: string, advisories: AdvisoryStore): Promise<void> {
  const artifact = await loadArtifact(sql, key);
  if (!artifact) return;
  const { inventory, findings } = artifact.analysis as StoredAnalysis;
  const { matchInventory } = await loadMatching();
  const { findings: matches } = matchInventory(inventory, findings, advisories);
  // A new analysis needs a new judgement, even with equal advisories.
  await saveMatches(sql, key, { matches, hash: hashOf([artifact.tool, matches]) });
}

/**
 * Matches new artifacts, and those whose advisories changed, without any download. If it is interrupted, the
 * next run does the rest.
 * @returns how many artifacts were matched.
 */
export async function matchAgain(
  sql: Sql,
  options: MatchOptions,
  onArtifact: (done: number, of: number) => void,
): Promise<number> {
  const names = await changedNames(sql, options);
  const keys = await artifactsToMatch(sql, names);
  for (const [index, key] of keys.entries()) {
    await matchOne(sql, key, options.store);
    onArtifact(index + 1, keys.length);
  }
  await saveNames(sql, names);
  return keys.length;
}
