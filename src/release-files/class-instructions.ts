/** Instructions of Java's virtual machine, as far as their forms differ. https://docs.oracle.com/javase/specs/jvms/se21/html/jvms-6.html */
export type InstructionKind =
  /** Its bytes say what it does. */
  | 'plain'
  /** The number of a constant follows, in two bytes. */
  | 'constant'
  /** It goes somewhere else: offsets change with the order of constants. */
  | 'jump'
  /** It has a form of its own. */
  | 'load'
  | 'switch'
  | 'wide';

interface Instruction {
  readonly kind: InstructionKind;
  /** Bytes of the instruction; 0 where they depend on what follows. */
  readonly length: number;
}

/** The first and last code of instructions of one form. */
const ROWS: readonly (readonly [first: number, last: number, kind: InstructionKind, length: number])[] = [
  [16, 16, 'plain', 2],
  [17, 17, 'plain', 3],
  [18, 19, 'load', 0],
  [20, 20, 'constant', 3],
  [21, 25, 'plain', 2],
  [54, 58, 'plain', 2],
  [132, 132, 'plain', 3],
  [153, 168, 'jump', 3],
  [169, 169, 'plain', 2],
  [170, 171, 'switch', 0],
  [178, 184, 'constant', 3],
  [185, 186, 'constant', 5],
  [187, 187, 'constant', 3],
  [188, 188, 'plain', 2],
  [189, 189, 'constant', 3],
  [192, 193, 'constant', 3],
  [196, 196, 'wide', 0],
  [197, 197, 'constant', 4],
  [198, 199, 'jump', 3],
  [200, 201, 'jump', 5],
];

const SHORT: Instruction = { kind: 'plain', length: 1 };

const INSTRUCTIONS: readonly Instruction[] = Array.from({ length: 256 }, (_, code) => {
  const row = ROWS.find(([first, last]) => code >= first && code <= last);
  return row ? { kind: row[2], length: row[3] } : SHORT;
});

export function instructionOf(code: number): Instruction {
  return INSTRUCTIONS[code] ?? SHORT;
}

/** Of the two instructions that load a constant, the number of the constant decides which one is used. */
export const LOAD = 18;
export const TABLE_SWITCH = 170;
/** Behind `wide`, this one is longer than others. */
export const INCREMENT = 132;
