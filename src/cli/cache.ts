import { Command } from 'commander';
import { cacheStatus, pruneCache } from '../workers/index.js';
import { checkedFolder } from './output-path.js';
import { cacheFolder } from './user-folders.js';

interface CacheOptions {
  readonly cache: string;
}

interface PruneOptions extends CacheOptions {
  readonly all?: boolean;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

async function showStatus({ cache }: CacheOptions): Promise<void> {
  const { folder, entries, bytes } = await cacheStatus(cache);
  process.stdout.write(`${folder}\n${entries} results, ${megabytes(bytes)}\n`);
}

async function prune({ cache, all }: PruneOptions): Promise<void> {
  const { folder, entries, bytes } = await pruneCache(cache, all ? { maxBytes: 0, maxAgeDays: 0 } : {});
  process.stdout.write(`${folder}\n${entries} results deleted, ${megabytes(bytes)} freed\n`);
}

/** `stowaway cache …`: the folder of stored results. */
export function cacheCommand(): Command {
  const command = new Command('cache').description('show or clear the folder of stored results');
  command
    .command('status')
    .description('show where the folder is and how large')
    .option('--cache <dir>', 'folder of stored results', checkedFolder, cacheFolder())
    .addHelpText(
      'after',
      '\nExamples:\n  $ stowaway cache status\n  $ stowaway cache status --cache /var/cache/ci',
    )
    .action(showStatus);
  command
    .command('prune')
    .description('delete results unused for 30 days, and the oldest beyond 512 MB')
    .option('--all', 'delete every result')
    .option('--cache <dir>', 'folder of stored results', checkedFolder, cacheFolder())
    .addHelpText('after', '\nExamples:\n  $ stowaway cache prune\n  $ stowaway cache prune --all')
    .action(prune);
  command.addHelpText('after', '\nExamples:\n  $ stowaway cache status\n  $ stowaway cache prune --all');
  return command;
}
