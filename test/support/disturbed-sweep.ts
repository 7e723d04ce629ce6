import { ACCOUNTS, DENIED_ACCOUNT } from './planned-accounts.js';
import type { FinishedProcess } from './sweep-process.js';

/** Options that name all planned accounts. */
export const PLACES = [
  ...[...ACCOUNTS, DENIED_ACCOUNT].flatMap((account) => ['--account', account]),
  '--role-name',
  'audit',
];
export const NOTIFY = ['--notify', 'slack=WEBHOOK'];
const ENQUEUE = ['--enqueue', '--lease', '5', ...PLACES];
const WORK = ['worker', '--once', '--role-name', 'audit', ...NOTIFY];
const DISTURBED = [ENQUEUE, WORK, [...PLACES, ...NOTIFY], WORK];

/**
 * Listing, working and sweeping, killed at random moments, until it is done.
 * @param run runs `stowaway sweep` with these arguments, and kills it after so many milliseconds.
 * @returns how often it was killed.
 */
export async function disturbedSweep(
  run: (args: readonly string[], killAfterMillis: number | null) => Promise<FinishedProcess>,
  kills: number,
): Promise<number> {
  let killed = 0;
  for (let made = 0; made < kills; made += 1) {
    const args = DISTURBED[made % DISTURBED.length] ?? WORK;
    const { status } = await run(args, 1500 + Math.random() * 6000);
    if (status === null) killed += 1;
    // Workers need something to be killed at.
    if (args === ENQUEUE) await run(ENQUEUE, null);
  }
  await run(WORK, null);
  return killed;
}
