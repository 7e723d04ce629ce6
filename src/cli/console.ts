import { existsSync } from 'node:fs';
import { dirname, isAbsolute, join, relative } from 'node:path';
import type { Writable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { ScanError } from '../model/index.js';
import type { Presentation } from '../reporters/index.js';

/** The parts of a standard stream that are used. */
export interface TerminalStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Minimum width of a terminal; a smaller reported width is ignored. */
const MIN_COLUMNS = 40;
/** Number of characters in one write; reporters yield much smaller pieces. */
const BATCH_CHARACTERS = 65_536;
/** Terminals that set a variable of their own and are known to draw OSC 8 links. */
const LINKING_VARIABLES = ['WT_SESSION', 'KITTY_WINDOW_ID', 'KONSOLE_VERSION', 'DOMTERM'];
const LINKING_PROGRAMS = new Set(['iTerm.app', 'WezTerm', 'vscode', 'ghostty', 'Hyper']);
/** VTE (GNOME Terminal and kin) draws links from 0.50 on. */
const LINKING_VTE = 5000;

/** True when a variable requires colour, false for 0 or false, undefined without the variable. */
function forced(value: string | undefined): boolean | undefined {
  return value === undefined ? undefined : value !== '0' && value !== 'false';
}

/** Whether a stream is an interactive terminal that understands escapes. */
function isTerminal(stream: TerminalStream, env: Environment): boolean {
  return stream.isTTY === true && env['TERM'] !== 'dumb';
}

function drawsLinks(env: Environment): boolean {
  if (env['TMUX'] !== undefined || env['CI'] !== undefined) return false;
  const program = env['TERM_PROGRAM'];
  return (
    LINKING_VARIABLES.some((name) => env[name] !== undefined) ||
    (program !== undefined && LINKING_PROGRAMS.has(program)) ||
    Number(env['VTE_VERSION'] ?? 0) >= LINKING_VTE
  );
}

/** Whether colours are written: FORCE_COLOR decides, then NO_COLOR (https://no-color.org), then whether it is a terminal. */
function usesColour(stream: TerminalStream, env: Environment): boolean {
  const choice = forced(env['FORCE_COLOR']);
  if (choice !== undefined) return choice;
  return !env['NO_COLOR'] && isTerminal(stream, env);
}

/** The nearest folder upwards that is the root of a working copy; null without one. */
function workingCopyOf(folder: string): string | null {
  if (existsSync(join(folder, '.git'))) return folder;
  return dirname(folder) === folder ? null : workingCopyOf(dirname(folder));
}

/**
 * The current folder relative to the root of the repository that a job of GitHub Actions checked out. That root is the
 * workspace or a folder in it. '' elsewhere.
 */
export function folderInRepository(env: Environment = process.env, cwd = process.cwd()): string {
  const workspace = env['GITHUB_WORKSPACE'];
  if (!workspace) return '';
  const folder = relative(workingCopyOf(cwd) ?? workspace, cwd).replaceAll('\\', '/');
  return folder.startsWith('..') || isAbsolute(folder) ? '' : folder;
}

/** Columns of a terminal. A pipe has those of the variable COLUMNS, if it is set: else its reader may fold lines as it likes. */
function widthOf({ isTTY, columns }: TerminalStream, env: Environment): number {
  const width = isTTY ? columns : Number(env['COLUMNS']);
  return width ? Math.max(width, MIN_COLUMNS) : Infinity;
}

/** How a text may look on a stream. */
export function presentationOf(
  stream: TerminalStream,
  env: Environment = process.env,
): Pick<Presentation, 'colour' | 'width' | 'links' | 'folder'> {
  return {
    folder: folderInRepository(env),
    colour: usesColour(stream, env),
    width: widthOf(stream, env),
    links: forced(env['FORCE_HYPERLINK']) ?? (isTerminal(stream, env) && drawsLinks(env)),
  };
}

/** Whether a line may be redrawn on a stream: a terminal, and not the log of a build. */
export function isInteractive(stream: TerminalStream, env: Environment = process.env): boolean {
  return isTerminal(stream, env) && !env['CI'];
}

/** Joins short pieces of text to batches that are worth a write. */
export function* batches(chunks: Iterable<string>): Generator<string> {
  let batch = '';
  for (const chunk of chunks) {
    batch += chunk;
    if (batch.length < BATCH_CHARACTERS) continue;
    yield batch;
    batch = '';
  }
  if (batch !== '') yield batch;
}

function isClosedPipe(error: Error): boolean {
  return 'code' in error && (error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED');
}

/** The first error of each stream. Kept here, because a standard stream does not keep its own error. */
const failures = new WeakMap<Writable, Error>();

/** Keeps stream errors from crashing the process: a reader may close the pipe (`| head`), or the disk may be full. */
export function bearErrors(streams: readonly Writable[] = [process.stdout, process.stderr]): void {
  for (const stream of streams)
    stream.on('error', (error) => {
      if (!failures.has(stream)) failures.set(stream, error);
    });
}

/** Resolves with the stream's error, or with undefined when the stream has accepted the text. */
function write(stream: Writable, text: string): Promise<Error | null | undefined> {
  return new Promise((resolve) => stream.write(text, resolve));
}

function notWritten(cause: Error): ScanError {
  const hint = 'Free space where the output goes, or write it elsewhere.';
  return new ScanError('usage', `The output could not be written out: ${cause.message}.`, { hint, cause });
}

/** Why printed text was not delivered, after `bearErrors`; null when it was, or when the reader closed the pipe. */
export async function unwrittenOutput(stream: Writable = process.stdout): Promise<ScanError | null> {
  // A stream reports its errors after the call that failed.
  await setImmediate();
  const error = failures.get(stream);
  return error && !isClosedPipe(error) ? notWritten(error) : null;
}

/**
 * Writes results as fast as the stream accepts them. Stops without an error when the reader closes the pipe (`| head`).
 * @throws ScanError for other errors, such as a full disk.
 */
export async function writeOut(chunks: Iterable<string>, stream: Writable = process.stdout): Promise<void> {
  // The stream emits the callback's error as well; without a listener it would end the process.
  stream.on('error', () => undefined);
  for (const batch of batches(chunks)) {
    const error = await write(stream, batch);
    if (error && isClosedPipe(error)) return;
    if (error) throw notWritten(error);
  }
}
