import type { BehaviourHit } from './behaviour-hit.js';
import { markOf, type CodeSpan, type TakenMark } from './marks.js';
import type { Token } from '../../program/index.js';

/** What code writes into files, and which files it runs: by the values that are their paths. */
export class WrittenFiles {
  private readonly written = new Map<Token, TakenMark[]>();
  private readonly run = new Map<Token, CodeSpan>();

  write(path: Token, mark: TakenMark): void {
    if (!isPath(path)) return;
    const known = this.written.get(path);
    if (known) known.push(mark);
    else this.written.set(path, [mark]);
  }

  start(path: Token, code: CodeSpan): void {
    if (isPath(path) && !this.run.has(path)) this.run.set(path, code);
  }

  /** Files that are written and run. A command names its file among others. @param isDigested whether code makes a digest of it. */
  hits(isDigested: (mark: TakenMark) => boolean): BehaviourHit[] {
    const commands = [...this.run].flatMap(([token, code]) =>
      token.kind === 'text' ? [{ words: token.text.split(/[\s"'`;&|]+/), code }] : [],
    );
    return [...this.written].flatMap(([path, marks]) => {
      const named =
        path.kind === 'text' ? commands.find(({ words }) => words.includes(path.text))?.code : undefined;
      const code = this.run.get(path) ?? named;
      if (!code) return [];
      // What is unpacked out of bytes whose digest is known is known, too.
      const isKnown = marks.some(isDigested);
      return marks.map((mark) => ({
        mark,
        to: RUN_FILE,
        code,
        isFixed: false,
        isBare: false,
        isBlank: false,
        isDigested: isKnown,
        isSigned: false,
      }));
    });
  }
}

/** The kind of sink that is a file which is written and then run. */
export const RUN_FILE = 'run-file';

function isPath(token: Token): boolean {
  return (token.kind === 'text' && token.text !== '') || markOf(token)?.is === 'path';
}
