#!/usr/bin/env node
import { setFlagsFromString } from 'node:v8';
import { TOOL } from '../tool.js';
import { bearErrors, unwrittenOutput } from './console.js';
import { printError } from './print-error.js';

/** Exit codes are loaded with what judges, which help and versions need not wait for. */
async function endsInUsageError(): Promise<boolean> {
  if (!process.exitCode) return false;
  const { EXIT } = await import('../policy/index.js');
  return process.exitCode === EXIT.usage;
}

// Node 20 compiles a function for speed after a sixth of this work. A scan is short: such compilations were a quarter of its processor
// time. Later versions of V8 decide otherwise and do not know the option.
if (process.versions.v8.startsWith('11.')) setFlagsFromString('--interrupt-budget=400000');
bearErrors();

/** Runs a command line, which is loaded late: `--version` needs none of it. */
async function runCommandLine(argv: readonly string[]): Promise<void> {
  if (argv[0] === '--version' || argv[0] === '-V') {
    process.stdout.write(`${TOOL.version}\n`);
    return;
  }
  const [{ keepCompiledCode }, { compiledCodeFolder }] = await Promise.all([
    import('./keep-compiled-code.js'),
    import('./user-folders.js'),
  ]);
  keepCompiledCode(compiledCodeFolder());
  const { runProgram } = await import('./run-program.js');
  await runProgram(argv);
}

try {
  await runCommandLine(process.argv.slice(2));
} catch (error) {
  process.exitCode = await printError(error, process.stderr);
}
// Such an error was already printed when it was thrown.
const unwritten = (await endsInUsageError()) ? null : await unwrittenOutput();
if (unwritten) process.exitCode = await printError(unwritten, process.stderr);
