#!/usr/bin/env node
import { setFlagsFromString } from 'node:v8';
import { Command } from 'commander';
import { TOOL } from '../tool.js';
import { bearErrors, unwrittenOutput } from './console.js';
import { withSuggestion } from './did-you-mean.js';
import { printError } from './print-error.js';

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

/** Exit codes are loaded with what judges, which help and versions need not wait for. */
async function endsInUsageError(): Promise<boolean> {
  if (!process.exitCode) return false;
  const { EXIT } = await import('../policy/index.js');
  return process.exitCode === EXIT.usage;
}

async function programFor(argv: readonly string[]): Promise<Command> {
  const program: Command = new Command(TOOL.name)
    .description("Finds what's hiding in your function bundles.")
    .version(TOOL.version)
    // Options after a sub-command are the sub-command's.
    .enablePositionalOptions()
    .configureOutput({ outputError: (text, write) => write(withSuggestion(text, program, argv)) })
    .addHelpText('after', EXAMPLES);
  if (argv[0] === '--version' || argv[0] === '-V') return program;
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

// Node 20 compiles a function for speed after a sixth of this work. A scan is short: such compilations were a quarter of its processor
// time. Later versions of V8 decide otherwise and do not know the option.
if (process.versions.v8.startsWith('11.')) setFlagsFromString('--interrupt-budget=400000');
bearErrors();
try {
  const program = await programFor(process.argv.slice(2));
  throwInsteadOfExiting(program);
  await program.parseAsync();
} catch (error) {
  process.exitCode = await printError(error, process.stderr);
}
// Such an error was already printed when it was thrown.
const unwritten = (await endsInUsageError()) ? null : await unwrittenOutput();
if (unwritten) process.exitCode = await printError(unwritten, process.stderr);
