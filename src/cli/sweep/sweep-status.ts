import { Command, Option } from 'commander';
import { describeStatus, sweepStatus } from '../../sweep/index.js';
import { writeAnswer, type AnswerFlags } from '../answer-output.js';
import { storeOption, type StoreFlag } from './sweep-flags.js';

/** `stowaway sweep status`: how far sweeps and their workers are. */
export function statusCommand(): Command {
  return new Command('status')
    .description('say how far sweeps and their workers are, and what was set aside')
    .addOption(storeOption())
    .addOption(new Option('--format <format>', 'what is printed').choices(['text', 'json']).default('text'))
    .action(async ({ store, ...flags }: StoreFlag & AnswerFlags) => {
      await writeAnswer(await sweepStatus(store), { text: describeStatus }, flags);
    })
    .addHelpText(
      'after',
      '\nExamples:\n  $ stowaway sweep status\n  $ stowaway sweep status --store postgres://sweeps@db/sweeps --format json',
    );
}
