import { createHash } from 'node:crypto';
import { loadMatching, type AdvisoryStore } from '../advisories/index.js';
import {
  artifactsToMatch,
  loadArtifact,
  packageNames,
  saveMatches,
  saveNames,
  type NameRow,
  type Sql,
} from '../store/index.js';
import type { StoredAnalysis } from './analyse-code.js';

interface Fresh extends NameRow {
  readonly advisories: string;
}

function hashOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}

/** What advisories say of a name now; '' for nothing, which is what a name is stored with that was never matched. */
function advisoriesOf({ ecosystem, name }: NameRow, store: AdvisoryStore): string {
  const advisories = store.lookup(ecosystem, name);
  return advisories.length === 0 ? '' : hashOf(advisories);
}

/** Names of which advisories say something else than when they were matched last. */
async function changedNames(sql: Sql, store: AdvisoryStore): Promise<Fresh[]> {
  const names = await packageNames(sql);
  return names.flatMap((row) => {
    const advisories = advisoriesOf(row, store);
    return advisories === row.advisories ? [] : [{ ...row, advisories }];
  });
}

async function matchOne(sql: Sql, key: string, advisories: AdvisoryStore): Promise<void> {
  const artifact = await loadArtifact(sql, key);
  if (!artifact) return;
  const { inventory } = artifact.analysis as StoredAnalysis;
  const matchPackages = await loadMatching();
  const matches = matchPackages(inventory.packages, advisories);
  await saveMatches(sql, key, { matches, hash: hashOf(matches) });
}

/**
 * Matches what is new, and what advisories speak of differently than the last time, without downloading anything. Cut off anywhere, it does the
 * rest the next time.
 * @returns how many artifacts were matched.
 */
export async function rematch(
  sql: Sql,
  advisories: AdvisoryStore,
  onArtifact: (done: number, of: number) => void,
): Promise<number> {
  const names = await changedNames(sql, advisories);
  const keys = await artifactsToMatch(sql, names);
  for (const [index, key] of keys.entries()) {
    await matchOne(sql, key, advisories);
    onArtifact(index + 1, keys.length);
  }
  await saveNames(sql, names);
  return keys.length;
}
