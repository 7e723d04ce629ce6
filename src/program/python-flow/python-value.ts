import type { PythonNode } from '../../syntax/index.js';
import { CellMap, ValueCell } from './cell.js';

export type Cell = ValueCell<PythonValue>;
export const Cell = ValueCell<PythonValue>;
export type Cells = CellMap<PythonValue>;
export const Cells = CellMap<PythonValue>;

/** A value that some code can have. `key` is the same for equal values. */
export type PythonValue =
  | { readonly kind: 'text'; readonly key: string; readonly text: string; readonly joins?: number }
  /** The value of an environment variable. */
  | { readonly kind: 'environment'; readonly key: string; readonly name: string }
  | {
      readonly kind: 'function';
      readonly key: string;
      readonly unit: FunctionUnit;
      readonly self: PythonValue | null;
    }
  /** A text of which only the beginning and the end are known. */
  | {
      readonly kind: 'affix';
      readonly key: string;
      readonly prefix: string;
      readonly suffix: string;
      /** Joins of texts that it comes from. */
      readonly joins?: number;
    }
  /** `functools.partial(f, a, b=c)`: the slots are arguments by position and by name. */
  | {
      readonly kind: 'partial';
      readonly key: string;
      readonly callee: PythonValue;
      readonly slots: Cells;
    }
  | OwnValue
  | { readonly kind: 'module'; readonly key: string; readonly unit: ModuleUnit }
  /** A dictionary, list or tuple. The slot `*` has values whose key is no known text; `keys` has such keys that a program computes. */
  | { readonly kind: 'object'; readonly key: string; readonly slots: Cells; readonly keys?: Cell }
  | OutsideValue;

/** A class of the program, or an instance of it. */
export interface OwnValue {
  readonly kind: 'class' | 'instance';
  readonly key: string;
  readonly unit: ClassUnit;
  /** Members are searched behind this class: `super()`. */
  readonly after?: ClassUnit;
}

/** A value of code that is not followed. */
export interface OutsideValue {
  readonly kind: 'outside';
  readonly key: string;
  /** What the domain knows of it. */
  readonly what: unknown;
}

/** Names of a module, function or class. */
export interface Scope {
  readonly id: number;
  readonly names: Cells;
  readonly parent: Scope | null;
  readonly module: ModuleUnit;
  /** Whether functions inside see its names: those of a class they do not. */
  readonly isClass: boolean;
  /** The definition of the function; absent outside of one. */
  readonly node?: PythonNode;
  /** Names that `global` declares. */
  readonly globals: Set<string>;
  /** Names that `nonlocal` declares: those of a function around it. */
  readonly nonlocals: Set<string>;
  /** Results of the function; null outside of one. */
  readonly results: Cell | null;
}

export interface FunctionUnit {
  readonly id: number;
  readonly node: PythonNode;
  readonly scope: Scope;
  readonly parameters: Cells;
  /** Names of parameters by position; `*args` and `**kwargs` apart. */
  readonly positions: readonly string[];
  readonly rest: string | null;
  readonly keywords: string | null;
  /** Names of all parameters. */
  readonly all: readonly string[];
  readonly results: Cell;
  /** How it is bound in a class. */
  readonly binding: 'method' | 'class' | 'static' | 'property';
  isLive: boolean;
}

export interface ClassUnit {
  readonly id: number;
  readonly node: PythonNode;
  readonly scope: Scope;
  readonly bases: Cell;
  /** Names that its body gives a type, in order: the arguments of a data class. */
  readonly fields: readonly string[];
  /** The types of these names. */
  readonly types: ReadonlyMap<string, PythonNode>;
  /** Attributes that code gives to instances. */
  readonly attributes: Cells;
  /** Whether code makes instances of it. */
  isMade: boolean;
}

export interface ModuleUnit {
  readonly id: number;
  /** Path of the file. */
  readonly path: string;
  readonly text: string;
  readonly root: PythonNode;
  readonly scope: Scope;
  /** Modules all of whose names it takes. */
  readonly stars: Set<ModuleUnit>;
  isLive: boolean;
}

/** Arguments of a call. */
export interface CallArguments {
  readonly positional: readonly (readonly PythonValue[])[];
  /** Position from which on a list of unknown length fills in arguments: each of them may be at any place behind it. */
  readonly openFrom?: number | undefined;
  readonly named: ReadonlyMap<string, readonly PythonValue[]>;
}

/** Where a call stands. */
export interface PythonPlace {
  readonly module: ModuleUnit;
  readonly node: PythonNode;
}

/** The place where code reads a member. */
export interface MemberPlace extends PythonPlace {
  /** The object, or the class, of the program that inherits the member. */
  readonly of?: OwnValue;
}

/** Where code reads a name. */
export interface PythonReading extends PythonPlace {
  /** Values of another name there. */
  lookUp(name: string): readonly PythonValue[];
}

/** What is known of code that is not followed. */
export interface PythonDomain {
  /** All code runs once more: what was noted in the round before no longer counts. */
  begin(): void;
  /** A module, or a name of one, that is not the program's: `boto3`, `os.environ`. */
  imported(name: string): PythonValue;
  member(value: OutsideValue, name: string, place: MemberPlace): readonly PythonValue[];
  /** `x['a']` */
  item(value: OutsideValue, keys: readonly PythonValue[], place: PythonPlace): readonly PythonValue[];
  /** null: the code is not known. It may call functions that it gets, and may return what it gets. */
  call(value: OutsideValue, args: CallArguments, place: PythonPlace): readonly PythonValue[] | null;
  /** What unknown code returns beside what it gets. */
  returned(callee: OutsideValue): PythonValue;
  /** Data that no code of the program made, such as an event. */
  readonly data: PythonValue;
  /** The name by which code imports it; null for others. */
  nameOf(value: OutsideValue): string | null;
  /** A call of a method of which it is not known whose it is. */
  callUnknown(name: string, args: CallArguments, place: PythonPlace): readonly PythonValue[];
  /** Code that is not followed gets a value. */
  escape(value: OutsideValue, place: PythonPlace): void;
  /** A call of a function whose results the flow knows itself; absent: nothing happens. */
  used?(callee: OutsideValue, args: CallArguments, place: PythonPlace): void;
  /** A name that code neither defines nor imports; null if nothing is known of it. Absent: nothing is known of any. */
  builtIn?(name: string): PythonValue | null;
  /** What an operation, or a text with values in it, gives; absent: nothing. */
  joined?(parts: readonly JoinedValue[], place: PythonPlace): readonly PythonValue[];
  /** Whether values at the places of a format are parts that are joined; absent: the format and its values are. */
  readonly joinsFormats?: boolean;
  /** What code reads at a place, by what it has checked there; absent: all of it. */
  checked?(values: readonly PythonValue[], reading: PythonReading): readonly PythonValue[];
  /** A function puts values into a list that stays between calls, by its name; null: into a variable itself. @returns what the next call finds of them */
  kept?(values: readonly PythonValue[], name: string | null, place: PythonPlace): readonly PythonValue[];
  /** Code gives a member of a value that is not followed these values, `[]` for any element; absent: nothing is known of it. */
  stored?(value: OutsideValue, stored: StoredMember, place: PythonPlace): void;
  /** Code gives a member of something of which nothing is known these values; absent: nothing is known of it. */
  storedUnknown?(stored: StoredMember, place: PythonPlace): void;
  /** The part of a value that code gives a name by its place: `a, b = value`; absent: the value. */
  unpacked?(value: OutsideValue, at: number, place: PythonPlace): readonly PythonValue[];
  /** Whether a name no longer holds a value once code has given it another one; absent: names hold all their values everywhere. */
  readonly isReplaced?: (value: PythonValue) => boolean;
  /** Whether other code calls what an argument of this name gives only later, when a user chooses it; absent: it calls it. */
  runsLater?(argument: string): boolean;
  /** A method of a class below one of another package, which other code calls; absent: nothing is known of such calls. */
  method?(method: OwnMethod): void;
  /** What a method of a constant text gives, null for a part of it; absent: nothing is known. */
  ofText?(text: string, method: TextMethod | null, place: PythonPlace): readonly PythonValue[];
  /** Whether a call of other code may also give what it is given, and what functions give that it is given; absent: only if nothing is known of it. */
  unites?(callee: OutsideValue): boolean;
  /** Values of a type that the program imports by a name; absent: types say nothing. */
  typed?(name: string): readonly PythonValue[];
  /** What a field of a library's model keeps of the values that it gets, by its type; absent: all of them. */
  field?(field: ModelField, values: readonly PythonValue[]): readonly PythonValue[];
  /** What the runtime gives to the first parameter of a function. `isNamed`: the function is the handler; else it may be one. */
  event?(unit: FunctionUnit, isNamed: boolean): readonly PythonValue[];
  /** What other code gives the parameters of a function, by their names. `isInner`: another function returns it. Absent: nothing is known. */
  parameters?(unit: FunctionUnit, isInner: boolean): ReadonlyMap<string, readonly PythonValue[]>;
}

export interface TextMethod {
  readonly name: string;
  readonly args: CallArguments;
}

/** A field of a library's model. */
export interface ModelField {
  /** The class whose body gives it a type. */
  readonly unit: ClassUnit;
  /** The class whose instance has it. */
  readonly made: ClassUnit;
  readonly name: string;
  /** Whether a library checks the field's type. Python itself checks no types of a data class. */
  readonly isTyped: boolean;
}

/** What code puts into a member. */
export interface StoredMember {
  /** `*`: the name is not known. */
  readonly name: string;
  readonly values: readonly PythonValue[];
}

/** A method of a class that is made of classes of other packages. */
export interface OwnMethod {
  readonly name: string;
  /** These classes. */
  readonly bases: readonly PythonValue[];
  /** What the name stands for. */
  readonly values: readonly PythonValue[];
  readonly self: PythonValue;
}

/** An operand, or what stands in a text. */
export interface JoinedValue {
  readonly values: readonly PythonValue[];
  /** The constant text before it; `\0` stands for a part that is no constant. */
  readonly before: string;
  /** Whether there is only the text before it. */
  readonly isEnd?: boolean;
  /** Whether it stands there as code writes it: `{name!r}`. */
  readonly isQuoted?: boolean;
}
