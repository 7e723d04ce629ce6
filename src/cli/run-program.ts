import { Command } from 'commander';
import { TOOL } from '../tool.js';
import { withSuggestion } from './did-you-mean.js';

/** Each command is loaded only when it runs, or when help lists them all. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  scan: async () => (await import('./scan.js')).scanCommand(),
  sweep: async () => (await import('./sweep/sweep.js')).sweepCommand(),
  where: async () => (await import('./where.js')).whereCommand(),
  db: async () => (await import('./db.js')).dbCommand(),
  explain: async () => (await import('./explain/explain.js')).explainCommand(),
  signatures: async () => (await import('./signatures.js')).signaturesCommand(),
  fingerprints: async () => (await import('./fingerprints.js')).fingerprintsCommand(),
  cache: async () => (await import('./cache.js')).cacheCommand(),
  diff: async () => (await import('./diff.js')).diffCommand(),
  fix: async () => (await import('./fix/fix.js')).fixCommand(),
  iam: async () => (await import('./iam/iam.js')).iamCommand(),
  evidence: async () => (await import('./evidence/evidence.js')).evidenceCommand(),
  doctor: async () => (await import('./doctor/doctor.js')).doctorCommand(),
  init: async () => (await import('./init.js')).initCommand(),
  completion: async () =>
    (await import('./completion/completion.js')).completionCommand(() => programFor([])),
  action: async () => (await import('./action/action.js')).actionCommand(),
};

const EXAMPLES = `
Examples:
  $ stowaway scan .serverless/
  $ stowaway db update`;

async function programFor(argv: readonly string[]): Promise<Command> {
  const program: Command = new Command(TOOL.name)
    .description("Finds what's hiding in your function bundles.")
    .version(TOOL.version)
    // Options after a sub-command are the sub-command's.
    .enablePositionalOptions()
    .configureOutput({ outputError: (text, write) => write(withSuggestion(text, program, argv)) })
    .addHelpText('after', EXAMPLES);
  const names = Object.hasOwn(COMMANDS, argv[0] ?? '') ? [argv[0] ?? ''] : Object.keys(COMMANDS);
  for (const name of names) {
    const command = await COMMANDS[name]?.();
    if (command) program.addCommand(command.copyInheritedSettings(program));
  }
  return program;
}

function throwInsteadOfExiting(command: Command): void {
  command.exitOverride();
  for (const child of command.commands) throwInsteadOfExiting(child);
}

/** Runs the command that a command line names. */
export async function runProgram(argv: readonly string[]): Promise<void> {
  const program = await programFor(argv);
  throwInsteadOfExiting(program);
  await program.parseAsync(argv, { from: 'user' });
}
