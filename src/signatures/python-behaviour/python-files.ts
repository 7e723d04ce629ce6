import type { PythonFlow, PythonPlace, PythonValue } from '../../program/index.js';
import { isListed, type BehaviourNames } from '../behaviour/behaviour-names.js';
import type { CodeSpan } from '../behaviour/marks.js';
import { marksIn, textOf, textsIn } from './inside-values.js';
import { spanOf, tokenOf, type PythonMark, type PythonName } from './taken-values.js';

/** The kind of sink that is a file which is written and then run. */
const RUN_FILE = 'run-file';

/** A call that takes something somewhere. */
export interface PythonHit {
  readonly mark: Pick<PythonMark, 'kind' | 'code'>;
  /** Kind of the sink. */
  readonly to: string;
  readonly code: CodeSpan;
  /** Whether it runs when a module is imported. */
  readonly isOnImport: boolean;
  /** Whether code gives what sends an address that the code holds. */
  readonly isFixed?: boolean;
}

/** How a file is told from others: by its path, or by the call that gave it. */
function namesOf(value: PythonValue): readonly string[] {
  const text = textOf(value);
  if (text !== null && text.length > 1) return [text];
  return value.kind === 'outside' && value.key.startsWith('name:') ? [value.key] : [];
}

/** A call that may write, run or read files. */
interface FileUse {
  readonly callee: PythonName;
  /** Its object and its arguments. */
  readonly values: readonly PythonValue[];
  /** What it takes by its name. */
  readonly marks: readonly PythonValue[];
  readonly place: PythonPlace;
  readonly isOnImport: boolean;
}

/** What code writes into files, and which files it runs. */
export class PythonFilesWritten {
  private readonly written = new Map<string, Map<string, PythonMark>>();
  private readonly run = new Map<string, Omit<PythonHit, 'mark' | 'to'>>();

  write(paths: readonly PythonValue[], marks: readonly PythonMark[]): void {
    for (const name of paths.flatMap(namesOf)) {
      const known = this.written.get(name) ?? new Map<string, PythonMark>();
      this.written.set(name, known);
      for (const mark of marks) if (mark.form !== 'names') known.set(mark.kind, mark);
    }
  }

  /** What was written into files. */
  marksOf(paths: readonly PythonValue[]): PythonMark[] {
    return paths.flatMap(namesOf).flatMap((name) => [...(this.written.get(name)?.values() ?? [])]);
  }

  start(
    given: readonly PythonValue[],
    { texts, ...hit }: Omit<PythonHit, 'mark' | 'to'> & { readonly texts: readonly string[] },
  ): void {
    const words = texts.flatMap((text) => text.split(/[\s"'`;&|]+/)).filter(({ length }) => length > 1);
    for (const name of [...given.flatMap(namesOf), ...words])
      if (!this.run.has(name)) this.run.set(name, hit);
  }

  /** Notes what a call writes or runs. @returns what is in a file that it reads. */
  use(
    { writers, runners, streams, calls }: BehaviourNames,
    flow: PythonFlow,
    { callee, values, marks, place, isOnImport }: FileUse,
  ): PythonMark[] {
    const token = tokenOf(callee);
    if (isListed(writers, token)) this.write(values, marksIn([...marks, ...values], flow));
    if (isListed(runners, token))
      this.start(values, { texts: textsIn(values, flow), code: spanOf(place), isOnImport });
    const isRead = isListed(streams, token) || calls.find(token).length > 0;
    return isRead ? this.marksOf(values) : [];
  }

  /** Files that are written and run. */
  hits(): PythonHit[] {
    return [...this.written].flatMap(([name, marks]) => {
      const run = this.run.get(name);
      return run ? [...marks.values()].map((mark) => ({ ...run, mark, to: RUN_FILE })) : [];
    });
  }
}
