#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { ScanError } from '../model/index.js';
import { EXIT } from '../policy/index.js';
import { TOOL } from '../tool.js';

/** Each command is loaded only when it is the one asked for, or when help lists them all. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  scan: async () => (await import('./scan.js')).scanCommand(),
  db: async () => (await import('./db.js')).dbCommand(),
  explain: async () => (await import('./explain.js')).explainCommand(),
  signatures: async () => (await import('./signatures.js')).signaturesCommand(),
  fingerprints: async () => (await import('./fingerprints.js')).fingerprintsCommand(),
  cache: async () => (await import('./cache.js')).cacheCommand(),
  diff: async () => (await import('./diff.js')).diffCommand(),
  fix: async () => (await import('./fix.js')).fixCommand(),
  completion: async () => (await import('./completion.js')).completionCommand(() => programFor([])),
  action: async () => (await import('./action.js')).actionCommand(),
};

const EXAMPLES = `
Examples:
  $ stowaway scan .serverless/
  $ stowaway db update`;

async function programFor(argv: readonly string[]): Promise<Command> {
  const program = new Command(TOOL.name)
    .description("Finds what's hiding in your function bundles.")
    .version(TOOL.version)
    .addHelpText('after', EXAMPLES);
  if (argv[0] === '--version' || argv[0] === '-V') return program;
  const asked = Object.hasOwn(COMMANDS, argv[0] ?? '') ? [argv[0] ?? ''] : Object.keys(COMMANDS);
  for (const name of asked) {
    const command = await COMMANDS[name]?.();
    if (command) program.addCommand(command.copyInheritedSettings(program));
  }
  return program;
}

/** Messages quote what was scanned or typed: names that would steer the terminal are shown escaped. */
async function tellScanError({ message, hint }: ScanError): Promise<void> {
  const { escapeTerminal } = await import('../reporters/index.js');
  const lines = `stowaway: ${message}\n${hint}`.split('\n').map(escapeTerminal);
  process.stderr.write(`${lines.join('\n')}\n`);
}

async function exitCodeOfError(error: unknown): Promise<number> {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.clean : EXIT.usage;
  if (error instanceof ScanError) {
    await tellScanError(error);
    return error.code === 'nothing-to-scan' ? EXIT.nothing : EXIT.usage;
  }
  if ((error as NodeJS.ErrnoException).syscall === 'uv_cwd') {
    process.stderr.write('stowaway: The current folder is not there any more.\nChange to one that is.\n');
    return EXIT.usage;
  }
  const stack = error instanceof Error ? error.stack : String(error);
  process.stderr.write(`stowaway: internal error, please report it with these lines:\n${stack}\n`);
  return EXIT.internal;
}

function throwInsteadOfExiting(command: Command): void {
  command.exitOverride();
  for (const child of command.commands) throwInsteadOfExiting(child);
}

try {
  const program = await programFor(process.argv.slice(2));
  throwInsteadOfExiting(program);
  await program.parseAsync();
} catch (error) {
  process.exitCode = await exitCodeOfError(error);
}
