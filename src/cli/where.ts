import { Command, Option } from 'commander';
import { EXIT } from '../policy/index.js';
import { describeWhere, findPackage, wherePage, type PackageAnswer } from '../sweep/index.js';
import { writeAnswer, type AnswerFlags } from './answer-output.js';
import { checkedOutput } from './output-path.js';
import { storeOption } from './store-option.js';

interface WhereFlags extends AnswerFlags {
  readonly ecosystem?: string;
  readonly store: string;
}

function exitCodeOf({ now, before, unread, isLookedFor, unseenPlaces }: PackageAnswer): number {
  if (now.length > 0 || before.length > 0) return EXIT.findings;
  const isWhole = unread.reachable === 0 && isLookedFor && unseenPlaces.length === 0;
  return isWhole ? EXIT.clean : EXIT.incomplete;
}

async function where(text: string, { ecosystem, store, ...flags }: WhereFlags): Promise<void> {
  const answer = await findPackage(store, text, ecosystem);
  await writeAnswer(answer, { text: describeWhere, html: wherePage }, flags);
  process.exitCode = exitCodeOf(answer);
}

/** `stowaway where PACKAGE`. */
export function whereCommand(): Command {
  return new Command('where')
    .description('list the deployed functions that hold or held a package, as sweeps saw them')
    .argument('<package>', "name, name@version, name@'range' or package URL")
    .option(
      '--ecosystem <name>',
      "OSV's name of the ecosystem, if the package is not given as a package URL (default: that of the packages in the store that have the name)",
    )
    .addOption(storeOption())
    .addOption(
      new Option('--format <format>', 'format to print').choices(['text', 'json', 'html']).default('text'),
    )
    .option('--output <file>', 'write to a file instead', checkedOutput)
    .action(where)
    .addHelpText(
      'after',
      `
Exit codes: 0 no function holds or held it · 1 a function does · 2 usage error · 3 no sweep has ended
            4 no analysed function does, but not everything could be seen

Examples:
  $ stowaway where lodash@4.17.11
  $ stowaway where '@scope/name@>=1 <1.4.2' --format html --output where.html`,
    );
}
