import type { OutsideValue, PythonFlow, PythonValue } from '../../program/index.js';
import { HELD, marksIn, objectsIn } from './inside-values.js';
import { isAdding, writesInto } from './known-members.js';
import { heldIn, type PythonMark, type PythonMarks, type PythonName } from './taken-values.js';

type Values = readonly PythonValue[];

interface KeepingCall {
  readonly callee: PythonName;
  /** Its arguments. */
  readonly values: Values;
  /** Marks of what it takes by its own name. */
  readonly marks: Values;
  /** Whether its result holds nothing of its arguments. */
  readonly isAnswer: boolean;
}

/** Marked values that objects of other packages hold. */
export class HeldValues {
  /** Objects that others write into: `ZipFile(buffer)`. */
  private readonly around = new Map<string, readonly PythonName[]>();
  private readonly marks: PythonMarks;
  flow: PythonFlow | null = null;

  constructor(marks: PythonMarks) {
    this.marks = marks;
  }

  as(mark: PythonMark, form: PythonMark['form']): OutsideValue {
    return this.marks.make({ ...mark, form });
  }

  /** What values hold, as it counts once it is part of another value: of the whole environment, one value of it. */
  passed(values: Values): OutsideValue[] {
    const marks = this.flow ? marksIn(values, this.flow) : [];
    return marks.map((mark) => this.as(mark, mark.form === 'whole' ? 'value' : mark.form));
  }

  /** Notes the objects that the object of a call may write into. */
  put(at: string, values: Values): void {
    this.around.set(at, objectsIn(values));
  }

  /** What objects keep of a call: its own object, and those that it writes into. */
  keepOfCall({ callee, values, marks, isAnswer }: KeepingCall): void {
    if (isAdding(callee)) this.keep(callee, marks);
    if (isAnswer) return;
    if (callee.at !== '') this.keep(callee, [...values, ...marks]);
    for (const object of writesInto(callee) ? objectsIn(values) : []) this.keep(object, values);
  }

  /** An object keeps what it is given. */
  keep(object: PythonName, values: Values): void {
    const marks = this.passed(values);
    if (marks.length === 0) return;
    for (const each of [object, ...(this.around.get(object.at) ?? [])])
      this.flow?.setOutside(heldIn(each), HELD, marks);
  }
}
