import { Option, type Command } from 'commander';
import { loadConfig } from '../config/index.js';
import { FAIL_LEVELS, type FailLevel } from '../model/index.js';
import type { ScanOptions } from '../scan-options.js';

/** Options that say what fails, as commander hands them over. */
export interface RuleFlags {
  readonly failOn?: FailLevel;
  readonly config?: string | false;
}

/** Adds the options that say what fails and what is set aside. */
export function addRuleOptions(command: Command): Command {
  return command
    .addOption(
      new Option(
        '--fail-on <level>',
        "lowest severity that fails, instead of the configuration's (high)",
      ).choices(FAIL_LEVELS),
    )
    .option('--config <file>', 'configuration to use (default: stowaway.config.{yaml,json}, found upwards)')
    .option('--no-config', 'use no configuration');
}

/** What a scan is judged by. @throws ScanError for a file that is not there or not right. */
export async function scanRules({ failOn, config }: RuleFlags): Promise<Partial<ScanOptions>> {
  const { policy } = await loadConfig({ cwd: process.cwd(), file: config ?? null });
  return { policy, ...(failOn === undefined ? {} : { failOn }) };
}
