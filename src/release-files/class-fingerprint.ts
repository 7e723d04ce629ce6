import { createHash } from 'node:crypto';
import { ClassFile, type Member } from './class-file.js';
import { INCREMENT, instructionOf, LOAD, TABLE_SWITCH } from './class-instructions.js';

/**
 * Fingerprints of classes that stay the same when a build moves the classes into other packages, as Maven's shade plugin does: it
 * changes names of classes, descriptors, texts that look like names, and the order of constants.
 */
export interface ClassFingerprint {
  /** As the class calls itself: `org/example/A$B`. */
  readonly name: string;
  /** In hex; null for a class that is too small to tell anything. */
  readonly hash: string | null;
}

/** Bytes of a fingerprint: two classes of 10^5 are alike by chance in one of 10^4 cases. */
export const FINGERPRINT_BYTES = 6;
/** Classes with fewer members, or fewer bytes of code in all, are alike in many libraries. */
const FEWEST_MEMBERS = 2;
const FEWEST_BYTES = 12;
/** Characters of one text that count. */
const TEXT_CHARACTERS = 256;
/** Characters that a class may give for each of its bytes: one long text may stand in many places. */
const CHARACTERS_A_BYTE = 32;

/** Classes that come with Java: no build moves them. */
const OF_JAVA =
  /^(?:java|jdk|sun|javax\/(?:crypto|net|security|sql|xml\/(?:parsers|transform|stream|validation|xpath|namespace|datatype)|management|naming|lang|script|swing|imageio|print|sound|tools|rmi))\//;

function nameOf(name: string): string {
  return OF_JAVA.test(name) ? name : name.slice(name.lastIndexOf('/') + 1);
}

/** `(Lcom/acme/A;I)V` as `(LA;I)V`. */
function descriptorOf(descriptor: string): string {
  return descriptor
    .slice(0, 8 * TEXT_CHARACTERS)
    .replace(/L([^;<(]+)/g, (_, name: string) => `L${nameOf(name)}`)
    .slice(0, TEXT_CHARACTERS);
}

/** A name of a class is either a descriptor of an array, or plain. */
function classNameOf(name: string): string {
  return name.startsWith('[') ? descriptorOf(name) : nameOf(name).slice(0, TEXT_CHARACTERS);
}

/** Texts that may be names of classes or paths are changed by builds; versions are not. */
function stringOf(text: string): string {
  return /[./]/.test(text) && !/^\d/.test(text) ? '?' : text.slice(0, TEXT_CHARACTERS);
}

class Normaliser {
  private readonly parts: string[] = [];
  private readonly constants = new Map<number, string>();
  /** Many members may have one long descriptor. */
  private readonly descriptors = new Map<string, string>();
  private left: number;
  codeBytes = 0;

  private readonly file: ClassFile;

  constructor(file: ClassFile, size: number) {
    this.file = file;
    this.left = size * CHARACTERS_A_BYTE;
  }

  add(text: string): void {
    this.left -= text.length + 1;
    if (this.left < 0) throw new RangeError('too long');
    this.parts.push(text);
  }

  digest(): string {
    return createHash('sha1')
      .update(this.parts.join('\n'))
      .digest('hex')
      .slice(0, 2 * FINGERPRINT_BYTES);
  }

  /** What a constant says, without its place in the pool. */
  constant(index: number): string {
    const known = this.constants.get(index);
    if (known !== undefined) return known;
    const text = this.readConstant(index);
    this.constants.set(index, text);
    return text;
  }

  private readConstant(index: number): string {
    const { file } = this;
    const at = file.placeOf(index);
    const tag = file.tagOf(index);
    // A class, a text.
    if (tag === 7) return classNameOf(file.named(index));
    if (tag === 8) return `"${stringOf(file.named(index))}`;
    // Field, method, method of an interface: its class, then name and descriptor.
    if (tag >= 9 && tag <= 11)
      return `${classNameOf(file.named(file.u2(at)))}.${this.nameAndType(file.u2(at + 2))}`;
    // A computed call: its class is in a table of the class, which is not looked at.
    if (tag === 17 || tag === 18) return `*.${this.nameAndType(file.u2(at + 2))}`;
    return `${tag}:${this.numberAt(tag, at)}`;
  }

  /** The bytes of a number; '' for constants that no instruction loads, or whose parts are names. */
  private numberAt(tag: number, at: number): string {
    const { file } = this;
    if (tag === 3 || tag === 4) return String(file.u4(at));
    return tag === 5 || tag === 6 ? `${file.u4(at)}:${file.u4(at + 4)}` : '';
  }

  /** A name and a descriptor. */
  private nameAndType(index: number): string {
    const { file } = this;
    const at = file.placeOf(index);
    if (file.tagOf(index) !== 12) throw new RangeError('no name');
    const [name, descriptor] = [file.text(file.u2(at)), file.text(file.u2(at + 2))];
    return `${name.slice(0, TEXT_CHARACTERS)} ${descriptorOf(descriptor)}`;
  }

  /** Members in an order that does not change with the names of packages. */
  addMembers(members: readonly Member[]): void {
    const keyed = members.map((member) => [this.nameOf(member), member] as const);
    for (const [name, member] of keyed.sort(([a], [b]) => (a === b ? 0 : a < b ? -1 : 1)))
      this.addMember(name, member);
  }

  private nameOf({ name, descriptor }: Member): string {
    const short = this.descriptors.get(descriptor) ?? descriptorOf(descriptor);
    this.descriptors.set(descriptor, short);
    return `${name.slice(0, TEXT_CHARACTERS)} ${short}`;
  }

  private addMember(name: string, member: Member): void {
    this.add(name);
    const value = this.file.attribute(member, 'ConstantValue');
    if (value >= 0) this.add(this.constant(this.file.u2(value)));
    const code = this.file.attribute(member, 'Code');
    if (code >= 0) this.addCode(code + 8, this.file.u4(code + 4));
  }

  private addCode(start: number, length: number): void {
    const end = start + length;
    this.codeBytes += length;
    for (let at = start; at < end;) at = this.addInstruction(at, start);
  }

  /** @returns where the next instruction begins. */
  private addInstruction(at: number, start: number): number {
    const { file } = this;
    const code = file.u1(at);
    const { kind, length } = instructionOf(code);
    if (kind === 'load') return this.addLoad(at, code);
    if (kind === 'switch') return this.addSwitch(at, start);
    if (kind === 'wide') return this.addRaw(at, file.u1(at + 1) === INCREMENT ? 6 : 4);
    if (kind === 'plain') return this.addRaw(at, length);
    this.add(kind === 'jump' ? String(code) : `${code} ${this.constant(file.u2(at + 1))}`);
    return at + length;
  }

  private addLoad(at: number, code: number): number {
    const { file } = this;
    const index = code === LOAD ? file.u1(at + 1) : file.u2(at + 1);
    this.add(`${LOAD} ${this.constant(index)}`);
    return at + (code === LOAD ? 2 : 3);
  }

  private addRaw(at: number, length: number): number {
    let text = '';
    for (let place = at; place < at + length; place += 1) text += `${this.file.u1(place)} `;
    this.add(text);
    return at + length;
  }

  private addSwitch(at: number, start: number): number {
    const { file } = this;
    const table = at + 4 - ((at - start) % 4);
    const [low, high] = [file.i4(table + 4), file.i4(table + 8)];
    const code = file.u1(at);
    const count = code === TABLE_SWITCH ? high - low + 1 : low;
    this.add(`${code} ${count}`);
    const next = code === TABLE_SWITCH ? table + 12 + 4 * count : table + 8 + 8 * count;
    if (!(next > at)) throw new RangeError('a switch of no length');
    return next;
  }
}

function fingerprint(bytes: Uint8Array): ClassFingerprint {
  const file = new ClassFile(bytes);
  const { access, name, parent, interfaces } = file.header();
  const { fields, methods } = file.members();
  const normaliser = new Normaliser(file, bytes.length);
  normaliser.add(
    `${nameOf(name)} ${access} ${classNameOf(parent)} ${interfaces.map(nameOf).sort().join(' ')}`,
  );
  normaliser.addMembers(fields);
  normaliser.addMembers(methods);
  const isSmall = fields.length + methods.length < FEWEST_MEMBERS || normaliser.codeBytes < FEWEST_BYTES;
  return { name, hash: isSmall ? null : normaliser.digest() };
}

/** The fingerprint of a class; null for what is none, or is damaged. */
export function classFingerprint(bytes: Uint8Array): ClassFingerprint | null {
  try {
    return fingerprint(bytes);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
