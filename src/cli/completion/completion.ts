import { Argument, Command } from 'commander';
import { SHELLS, type CompletedCommand, type CompletedOption } from './completion-scripts.js';

type Shell = keyof typeof SHELLS;

function optionsOf(command: Command): CompletedOption[] {
  const own = command.options.filter(({ hidden }) => !hidden);
  const help = { flags: ['--help', '-h'], description: 'show help', takesValue: false, choices: [] };
  return [
    ...own.map(({ long, short, description, required, optional, argChoices }) => ({
      flags: [long, short].filter((flag) => flag !== undefined && flag !== null),
      description,
      takesValue: required || optional,
      choices: argChoices ?? [],
    })),
    help,
  ];
}

/** A command and all below it. */
function describe(command: Command, path: string): CompletedCommand[] {
  const below = command.commands.map((child) => ({
    child,
    path: path === '' ? child.name() : `${path} ${child.name()}`,
  }));
  const choices = command.registeredArguments.flatMap(({ argChoices }) => argChoices ?? []);
  const own: CompletedCommand = {
    path,
    options: optionsOf(command),
    words: [
      ...below.map(({ child }) => ({ word: child.name(), description: child.description() })),
      ...choices.map((word) => ({ word, description: '' })),
    ],
    takesFiles: command.registeredArguments.some(({ argChoices }) => argChoices === undefined),
  };
  return [own, ...below.flatMap((one) => describe(one.child, one.path))];
}

const EXAMPLES = `
Examples:
  $ echo 'eval "$(stowaway completion bash)"' >> ~/.bashrc
  $ stowaway completion zsh > ~/.zfunc/_stowaway    # a folder of $fpath
  $ stowaway completion fish > ~/.config/fish/completions/stowaway.fish`;

/** `stowaway completion SHELL`. @param program gives the program with all its commands. */
export function completionCommand(program: () => Promise<Command>): Command {
  return new Command('completion')
    .description('print the script that lets a shell complete commands and options')
    .addArgument(new Argument('<shell>', 'for which shell').choices(Object.keys(SHELLS)))
    .addHelpText('after', EXAMPLES)
    .action(async (shell: Shell) => {
      process.stdout.write(SHELLS[shell](describe(await program(), '')));
    });
}
