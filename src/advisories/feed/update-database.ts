import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { lockFolder } from '../../locks/index.js';
import { isSystemError, ScanError, systemReason } from '../../model/index.js';
import { readNetworkSettings, type ConfigSources } from '../../network/index.js';
import { updateEcosystem, type FeedPlace, type PartUpdate } from './update-ecosystem.js';
import { updateExploits } from './update-exploits.js';
import { updateFromUpdateinfo, type UpdateinfoSource } from './update-from-updateinfo.js';

export interface UpdateOptions {
  /** Database folder; made when it is not there. */
  readonly dir: string;
  /** Of an export in OSV's layout. */
  readonly baseUrl: string;
  readonly ecosystems: readonly string[];
  /** Lists of distributions that OSV's export does not have. */
  readonly updateinfo?: readonly UpdateinfoSource[];
  /** Null leaves the feed out. */
  readonly kevUrl: string | null;
  readonly epssUrl: string | null;
  readonly now: Date;
  /** Where a proxy and certificates are configured. */
  readonly network: ConfigSources;
  /** The whole update, other processes' ones that it waits for included; half an hour by default. */
  readonly maxMillis?: number;
  readonly onProgress?: (what: string) => void;
}

/** Half an hour: the export of npm is some hundred megabytes. */
const MAX_MILLIS = 30 * 60_000;

/** The result of one part of an update. A failed part leaves the old data. */
export type UpdateOutcome = { readonly name: string; readonly optional: boolean } & (
  | { readonly update: PartUpdate; readonly error?: undefined }
  | { readonly error: ScanError; readonly update?: undefined }
);

function parseUrl(text: string, what: string): URL {
  if (URL.canParse(text)) return new URL(text);
  throw new ScanError('usage', `the ${what} is not a URL: ${text}`, { hint: 'Give an https:// address.' });
}

/** Trouble with the disk is an error that a person can act on. */
function diskError(error: unknown, dir: string): unknown {
  if (!isSystemError(error)) return error;
  const message = `the database folder ${dir} cannot be used: ${error.path ?? dir}: ${systemReason(error)}`;
  const hint = 'Name a folder with --db that is writable and has free space.';
  return new ScanError('data', message, { hint, cause: error });
}

/** Runs the updates one after another. A part that fails does not keep the others from being updated. */
async function runParts(
  parts: readonly Part[],
  { dir, onProgress }: Pick<UpdateOptions, 'dir' | 'onProgress'>,
): Promise<readonly UpdateOutcome[]> {
  const outcomes: UpdateOutcome[] = [];
  for (const { name, optional, what, update } of parts) {
    onProgress?.(what);
    try {
      outcomes.push({ name, optional, update: await update() });
    } catch (cause) {
      const error = diskError(cause, dir);
      if (!(error instanceof ScanError)) throw error;
      outcomes.push({ name, optional, error });
    }
  }
  return outcomes;
}

interface Part {
  readonly name: string;
  readonly optional: boolean;
  /** Progress messages. */
  readonly what: string;
  readonly update: () => Promise<PartUpdate>;
}

function partsOf({ ecosystems, updateinfo = [], kevUrl, epssUrl }: UpdateOptions, place: FeedPlace): Part[] {
  const advisories = ecosystems.map((ecosystem) => ({
    name: ecosystem,
    optional: false,
    what: `${ecosystem} advisories`,
    update: () => updateEcosystem(ecosystem, place),
  }));
  const lists = updateinfo.map((source) => ({
    name: source.ecosystem,
    optional: false,
    what: `${source.ecosystem} updates`,
    update: () => updateFromUpdateinfo(source, place),
  }));
  const feeds = [['kev', kevUrl] as const, ['epss', epssUrl] as const].flatMap(([kind, address]) => {
    if (address === null) return [];
    const url = parseUrl(address, `address of the ${kind} feed`);
    const name = kind.toUpperCase();
    return { name, optional: true, what: `${name} feed`, update: () => updateExploits(kind, url, place) };
  });
  return [...advisories, ...lists, ...feeds];
}

/** Removes unfinished files of killed updates; the caller has the folder's lock. Partial downloads stay. */
function removeUnfinished(dir: string): void {
  for (const name of readdirSync(dir)) {
    if (/\.\d+\.tmp$/.test(name)) rmSync(join(dir, name), { force: true });
  }
}

async function lockDatabase({ dir, onProgress }: UpdateOptions, deadline: AbortSignal): Promise<() => void> {
  const { unlock, holder } = await lockFolder(dir, {
    signal: deadline,
    onWait: (pid) => onProgress?.(`waiting for the update by process ${pid}`),
  });
  if (unlock) return unlock;
  throw new ScanError('data', `process ${holder} is still updating ${dir}.`, {
    hint: 'Wait for it, or allow this update more time with --timeout.',
  });
}

/**
 * Brings the advisory database up to date, part by part; updates of one folder take turns. Only GET requests of public files are sent.
 * @throws ScanError when it cannot start.
 */
export async function updateDatabase(options: UpdateOptions): Promise<readonly UpdateOutcome[]> {
  const { dir, baseUrl, now, network, maxMillis = MAX_MILLIS } = options;
  const deadline = AbortSignal.timeout(maxMillis);
  const connection = { settings: readNetworkSettings(network), deadline };
  const base = parseUrl(baseUrl.endsWith('/') ? baseUrl : `${baseUrl}/`, 'address of the export');
  const parts = partsOf(options, { baseUrl: base, dir, connection, now });
  let unlock: (() => void) | null = null;
  try {
    unlock = await lockDatabase(options, deadline);
    removeUnfinished(dir);
    return await runParts(parts, options);
  } catch (error) {
    throw diskError(error, dir);
  } finally {
    unlock?.();
  }
}
