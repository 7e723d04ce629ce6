import { Command, Option } from 'commander';
import { describeStatus, sweepStatus } from '../../sweep/index.js';
import { writeAnswer, type AnswerFlags } from '../answer-output.js';
import { storeOption } from '../store-option.js';
import type { StoreFlag } from './sweep-flags.js';

/** `stowaway sweep status`: how far sweeps and their workers are. */
export function statusCommand(): Command {
  return new Command('status')
    .description('show the progress of sweeps and workers, and the artifacts that were set aside')
    .addOption(storeOption())
    .addOption(new Option('--format <format>', 'format to print').choices(['text', 'json']).default('text'))
    .action(async ({ store, ...flags }: StoreFlag & AnswerFlags) => {
      await writeAnswer(await sweepStatus(store), { text: describeStatus }, flags);
    })
    .addHelpText(
      'after',
      '\nExamples:\n  $ stowaway sweep status\n  $ stowaway sweep status --store postgres://sweeps@db/sweeps --format json',
    );
}
