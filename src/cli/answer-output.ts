import { writeFileSync } from 'node:fs';
import { escapeJson } from '../reporters/index.js';
import { writeOut } from './console.js';
import { unwritable } from './output-path.js';

/** How an answer is given. */
export interface AnswerFlags {
  readonly format: string;
  readonly output?: string;
}

/** A value as JSON, safe to print. */
export function asJson(value: unknown): string {
  return `${escapeJson(JSON.stringify(value, null, 2))}\n`;
}

/** Writes an answer, which names functions and their findings, to a file that only its owner may read. @throws ScanError */
export function writeAnswerFile(file: string, text: string): void {
  try {
    writeFileSync(file, text, { mode: 0o600 });
  } catch (cause) {
    throw unwritable(file, cause);
  }
}

/** Prints an answer in the format that is wished, or writes it to a file. JSON needs no function of its own. */
export async function writeAnswer<T>(
  answer: T,
  formats: Readonly<Record<string, (answer: T) => string>>,
  { format, output }: AnswerFlags,
): Promise<void> {
  const text = (formats[format] ?? asJson)(answer);
  if (output === undefined) await writeOut([text]);
  else writeAnswerFile(output, text);
}
