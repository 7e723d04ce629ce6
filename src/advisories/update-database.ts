import { mkdir } from 'node:fs/promises';
import { ScanError } from '../model/index.js';
import { readNetworkSettings } from '../network/index.js';
import { updateEcosystem, type EcosystemUpdate, type FeedPlace } from './update-ecosystem.js';
import { updateExploits } from './update-exploits.js';

export interface UpdateOptions {
  /** Database folder; made when it is not there. */
  readonly dir: string;
  /** Of an export in OSV's layout. */
  readonly baseUrl: string;
  readonly ecosystems: readonly string[];
  /** Null leaves the feed out. */
  readonly kevUrl: string | null;
  readonly epssUrl: string | null;
  readonly now: Date;
  /** Proxy and certificates as npm and the environment name them. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly onProgress?: (what: string) => void;
}

/** How one part of an update ended. A failed part leaves what was there. */
export type UpdateOutcome = { readonly name: string; readonly optional: boolean } & (
  | { readonly update: EcosystemUpdate; readonly error?: undefined }
  | { readonly error: ScanError; readonly update?: undefined }
);

function parseUrl(text: string, what: string): URL {
  if (URL.canParse(text)) return new URL(text);
  throw new ScanError('usage', `the ${what} is no URL: ${text}`, { hint: 'Give an https:// address.' });
}

/** ENOSPC, EACCES …: the disk's trouble, not a bug. */
function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error;
}

async function outcomeOf(
  name: string,
  optional: boolean,
  update: () => Promise<EcosystemUpdate>,
): Promise<UpdateOutcome> {
  try {
    return { name, optional, update: await update() };
  } catch (error) {
    if (error instanceof ScanError) return { name, optional, error };
    if (!isSystemError(error)) throw error;
    const hint = 'Free some space or give a folder that can be written with --db.';
    return { name, optional, error: new ScanError('data', error.message, { hint, cause: error }) };
  }
}

/**
 * Brings the advisory database up to date, part by part. Only GET requests of public files are sent.
 * @throws ScanError `usage` or `config` when it cannot start.
 */
export async function updateDatabase(options: UpdateOptions): Promise<readonly UpdateOutcome[]> {
  const { dir, baseUrl, ecosystems, kevUrl, epssUrl, now, env, onProgress } = options;
  const base = parseUrl(baseUrl.endsWith('/') ? baseUrl : `${baseUrl}/`, 'address of the export');
  const place: FeedPlace = { baseUrl: base, dir, settings: readNetworkSettings(env), now };
  await mkdir(dir, { recursive: true });
  const outcomes: UpdateOutcome[] = [];
  for (const ecosystem of ecosystems) {
    onProgress?.(`${ecosystem} advisories`);
    outcomes.push(await outcomeOf(ecosystem, false, () => updateEcosystem(ecosystem, place)));
  }
  for (const [kind, address] of [['kev', kevUrl] as const, ['epss', epssUrl] as const]) {
    if (address === null) continue;
    const url = parseUrl(address, `address of the ${kind} feed`);
    onProgress?.(`${kind.toUpperCase()} feed`);
    const update = async (): Promise<EcosystemUpdate> => ({
      status: 'updated',
      records: await updateExploits(kind, url, place),
      fetched: 'whole',
    });
    outcomes.push(await outcomeOf(kind.toUpperCase(), true, update));
  }
  return outcomes;
}
