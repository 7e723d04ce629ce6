import { Buffer } from 'node:buffer';
import { handleTree, type FileTree } from '../../files/index.js';
import type { ImageConfig } from '../../model/index.js';
import { endingOf } from '../../program/index.js';

/** Options of interpreters behind which code stands: `sh -ec`, `node --eval`, `python -c`, `perl -we`. */
const CODE_OPTION = /^(?:-\w{0,9}[cepE]|--(?:eval|print))$/;
/** The same with the code in one word. */
const CODE_IN_OPTION = /^--(?:eval|print)=([^]+)$/;
/** An option of Node that loads a module, whose address may hold its code. */
const LOADED = /^(?:--(?:import|require|loader|experimental-loader)=)?(data:[^]+)$/;

const NODE: ReadonlySet<string> = new Set(['node', 'nodejs', 'bun', 'tsx']);

function interpreterIn(word: string): string {
  return word.slice(word.lastIndexOf('/') + 1).replace(/[\d.]+$/, '');
}

/** A script as if it stood in a file: its first line names its interpreter. */
function scriptOf(interpreter: string, code: string): string {
  return endingOf(interpreter) === null ? code : `#!${interpreter}\n${code}`;
}

function quoted(word: string): string {
  return /^[\w./:=@%+,-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

/** The script that a word holds, as code or as an address. @param option the word before it. */
function scriptIn(word: string, option: string, interpreter: string): string[] {
  const [, address] = LOADED.exec(word) ?? [];
  if (address !== undefined) return [`import(${JSON.stringify(address)});\n`];
  const [, inOption] = CODE_IN_OPTION.exec(word) ?? [];
  const code = inOption ?? (CODE_OPTION.test(option) ? word : undefined);
  return code === undefined || interpreter === '' ? [] : [scriptOf(interpreter, code)];
}

/** The scripts in the words of a command line. */
function scriptsIn(words: readonly string[]): string[] {
  const scripts: string[] = [];
  let interpreter = '';
  for (const [at, word] of words.entries()) {
    const name = interpreterIn(word);
    if (NODE.has(name) || endingOf(name) !== null) interpreter = name;
    scripts.push(...scriptIn(word, words[at - 1] ?? '', interpreter));
  }
  // The whole line as a shell would get it, for programs that start others.
  return [...scripts, scriptOf('sh', `${words.map(quoted).join(' ')}\n`)];
}

/** A command line of an image. */
export interface StartLine {
  /** Its path in findings. */
  readonly path: string;
  readonly words: readonly string[];
}

/** The command lines that an image is started and checked with. */
export function startLinesOf({ entrypoint, command, healthCheck }: ImageConfig): readonly StartLine[] {
  const lines = [
    { path: 'ENTRYPOINT', words: [...entrypoint, ...command] },
    { path: 'HEALTHCHECK', words: healthCheck },
  ];
  return lines.filter(({ words }) => words.length > 0);
}

/** The scripts in a command line, as files that rules can judge. */
export function scriptTree({ path: line, words }: StartLine): FileTree {
  const texts = new Map<string, Buffer>(
    scriptsIn(words).map((text, at) => [`${line} ${at + 1}`, Buffer.from(text)]),
  );
  return handleTree<Buffer>({
    files: new Map([...texts].map(([path, { length: size }]) => [path, { path, size, executable: true }])),
    links: new Map(),
    handleOf: (path) => texts.get(path),
    *readWanted(wanted) {
      for (const { path, handle } of wanted) yield { path, bytes: handle };
    },
  });
}
