import { Command, Option } from 'commander';
import {
  describeSummary,
  GROUPINGS,
  summariseSweeps,
  summaryMarkdown,
  summaryPage,
  type Grouping,
} from '../../sweep/index.js';
import { writeAnswer, type AnswerFlags } from '../answer-output.js';
import { checkedOutput } from '../output-path.js';
import { storeOption } from '../store-option.js';
import type { StoreFlag } from './sweep-flags.js';

interface ReportFlags extends AnswerFlags, StoreFlag {
  readonly by: Grouping;
}

/** `stowaway sweep report`: what sweeps left behind, without AWS. */
export function reportCommand(): Command {
  return new Command('report')
    .description('summarise stored sweeps: what is new, fixed and open, and the trend; calls no AWS service')
    .addOption(
      new Option('--by <what>', 'what to count open findings by').choices(GROUPINGS).default('package'),
    )
    .addOption(storeOption())
    .addOption(
      new Option('--format <format>', 'format to print')
        .choices(['text', 'json', 'markdown', 'html'])
        .default('text'),
    )
    .option('--output <file>', 'write to a file instead', checkedOutput)
    .action(async ({ by, store, ...flags }: ReportFlags) => {
      const summary = await summariseSweeps(store, by);
      await writeAnswer(
        summary,
        { text: describeSummary, markdown: summaryMarkdown, html: summaryPage },
        flags,
      );
    })
    .addHelpText(
      'after',
      '\nExamples:\n  $ stowaway sweep report --by owner\n  $ stowaway sweep report --format html --output sweeps.html',
    );
}
