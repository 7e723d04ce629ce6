import type { CommanderError } from 'commander';
import { isSystemError, ScanError, systemReason, type SystemError } from '../model/index.js';

interface ErrorStream {
  write(text: string): unknown;
}

/** Messages quote scanned or typed text: control characters are shown escaped. */
async function printScanError({ message, hint }: ScanError, stream: ErrorStream): Promise<void> {
  const { escapeTerminal } = await import('../reporters/index.js');
  const lines = `stowaway: ${message}\n${hint}`.split('\n').map(escapeTerminal);
  stream.write(`${lines.join('\n')}\n`);
}

/** A refusal of the operating system is not a bug, even where no code expected it. */
function refusalOf(error: SystemError): ScanError {
  const where = error.path ?? 'A file or connection';
  return new ScanError('usage', `${where} cannot be used: ${systemReason(error)} (${error.message}).`, {
    hint: 'Name another path, or make this one usable. If it belongs to stowaway, install stowaway again; in a checkout of its sources, run "npm run build".',
    cause: error,
  });
}

/** Known by its name: its class would load the parser of command lines, which `--version` does without. */
function isCommanderError(error: unknown): error is CommanderError {
  return error instanceof Error && error.name === 'CommanderError';
}

/** Prints an error and returns its exit code. */
export async function printError(error: unknown, stream: ErrorStream): Promise<number> {
  // `--help` ends here: it loads no more than it prints.
  if (isCommanderError(error) && error.exitCode === 0) return 0;
  const { EXIT } = await import('../policy/index.js');
  if (isCommanderError(error)) return EXIT.usage;
  if (error instanceof ScanError) {
    await printScanError(error, stream);
    return error.code === 'nothing-to-scan' ? EXIT.nothing : EXIT.usage;
  }
  if ((error as NodeJS.ErrnoException).syscall === 'uv_cwd') {
    stream.write('stowaway: The current folder no longer exists.\nChange to an existing folder.\n');
    return EXIT.usage;
  }
  if (isSystemError(error)) {
    await printScanError(refusalOf(error), stream);
    return EXIT.usage;
  }
  const stack = error instanceof Error ? error.stack : String(error);
  stream.write(`stowaway: internal error, please report it with these lines:\n${stack}\n`);
  return EXIT.internal;
}
