import { availableParallelism } from 'node:os';
import type { Command } from 'commander';
import type { Report } from '../model/index.js';
import type { ScanOptions } from '../scan-options.js';
import { databaseOption } from './database-option.js';
import { abortOnInterrupt } from './interrupt.js';
import { checkedFolder } from './output-path.js';
import { startProgress } from './progress.js';
import { scanRules } from './scan-rules.js';
import { cacheFolder } from './user-folders.js';

/** Flags of commands that scan to answer a question of their own. */
export interface AnswerScanFlags {
  readonly config?: string | false;
  readonly db: string;
  readonly cache: string | false;
  readonly progress: boolean;
}

export function addAnswerScanOptions(command: Command): Command {
  return command
    .option(
      '--config <file>',
      'configuration to use (default: the nearest stowaway.config.{yaml,json}, here or above)',
    )
    .option('--no-config', 'use no configuration')
    .addOption(databaseOption())
    .option('--cache <dir>', 'folder of stored results', checkedFolder, cacheFolder())
    .option('--no-cache', 'neither read nor store results')
    .option('--no-progress', 'no progress on stderr');
}

/** Scans by the rules of the configuration. @param more what the command's own options add. @throws ScanError */
export async function scanForAnswer(
  targets: readonly string[],
  { config, db, cache, progress: isShown }: AnswerScanFlags,
  more: Partial<ScanOptions> = {},
): Promise<Report> {
  const rules = await scanRules({ vex: [], sbom: [], ...(config === undefined ? {} : { config }) });
  const controller = new AbortController();
  abortOnInterrupt(controller);
  const progress = startProgress(process.stderr, isShown);
  const { scan } = await import('../scan.js');
  try {
    return await scan({
      targets,
      ...rules,
      db,
      cache: cache === false ? null : cache,
      jobs: availableParallelism(),
      ...more,
      signal: controller.signal,
      onProgress: (now) => progress.update(now),
    }).report;
  } finally {
    progress.stop();
  }
}
