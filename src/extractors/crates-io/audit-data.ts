import { inflateSync } from 'node:zlib';
import { isFields, type Fields } from '../../ecosystems/index.js';
import type { Executable } from '../../executables/index.js';
import { limitOf } from '../../files/index.js';

/** A crate that was compiled into a program. */
export interface AuditedCrate {
  readonly name: string;
  readonly version: string;
  /** `crates.io`, `git`, `local`, `registry`, or another word. */
  readonly source: string;
  /** Compiled into the program; `build` and `dev` only helped to make it. */
  readonly isLinked: boolean;
  /** Places in the list. */
  readonly dependencies: readonly number[];
  /** The program itself. */
  readonly isRoot: boolean;
}

/** The list that `cargo auditable` writes, or why it cannot be read. */
export interface AuditData {
  readonly crates: readonly AuditedCrate[];
  /** What is wrong with the list; null for nothing. */
  readonly fault: string | null;
  /** The list is larger than what is read. */
  readonly isCut?: true;
}

/** https://github.com/rust-secure-code/cargo-auditable/blob/master/PARSING.md */
const SECTION = '.dep-v0';

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function crateOf({ name, version, source, kind, dependencies, root }: Fields): AuditedCrate {
  const places = Array.isArray(dependencies) ? dependencies : [];
  return {
    name: text(name),
    version: text(version),
    source: text(source),
    isLinked: kind === undefined || kind === 'runtime',
    dependencies: places.filter((each) => typeof each === 'number'),
    isRoot: root === true,
  };
}

/** Whether following dependencies from some crate leads back to it. */
function hasCircle(crates: readonly AuditedCrate[]): boolean {
  const waiting = crates.map(({ dependencies }) => new Set(dependencies).size);
  const dependents = crates.map((): number[] => []);
  for (const [at, { dependencies }] of crates.entries())
    for (const target of new Set(dependencies)) dependents[target]?.push(at);
  // Crates whose dependencies are all settled; the list grows while it is walked.
  const settled = waiting.flatMap((count, at) => (count === 0 ? at : []));
  for (const at of settled)
    for (const dependent of dependents[at] ?? []) {
      waiting[dependent] = (waiting[dependent] ?? 0) - 1;
      if (waiting[dependent] === 0) settled.push(dependent);
    }
  return settled.length < crates.length;
}

/** What no build writes: somebody changed the list, or it is damaged. */
function faultOf(crates: readonly AuditedCrate[]): string | null {
  const roots = crates.filter(({ isRoot }) => isRoot).length;
  if (roots !== 1) return `it names ${roots} crates as the program itself`;
  if (crates.some(({ name, version }) => name === '' || version === ''))
    return 'crates lack a name or a version';
  const isPlace = (place: number): boolean => crates[place] !== undefined;
  if (!crates.every(({ dependencies }) => dependencies.every(isPlace)))
    return 'crates need others that are not in it';
  return hasCircle(crates) ? 'crates need each other in a circle' : null;
}

function readList(json: string): AuditData | null {
  try {
    const document: unknown = JSON.parse(json);
    const list = isFields(document) ? document['packages'] : null;
    if (!Array.isArray(list)) return null;
    const crates = list.filter(isFields).map(crateOf);
    return {
      crates,
      fault: crates.length < list.length ? 'it has entries that are no crates' : faultOf(crates),
    };
  } catch {
    return null;
  }
}

/** Reads the list of crates in a program; null where it has none. */
export function readAuditData({ bytes, sections }: Executable): AuditData | null {
  const section = sections.find(({ name, start, end }) => name === SECTION && end > start);
  if (!section) return null;
  try {
    const packed = bytes.subarray(section.start, section.end);
    const json = inflateSync(packed, { maxOutputLength: limitOf('list-in-program') }).toString('utf8');
    return readList(json) ?? { crates: [], fault: 'it is not JSON of that format' };
  } catch (error) {
    if (error instanceof RangeError) return { crates: [], fault: null, isCut: true };
    return { crates: [], fault: 'it cannot be inflated' };
  }
}
