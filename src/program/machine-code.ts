const ELF = 0x7f454c46;
const PE = 0x4d5a;
const MACH_O: ReadonlySet<number> = new Set([0xfeedface, 0xfeedfacf, 0xcefaedfe, 0xcffaedfe, 0xcafebabe]);
const WASM = 0x0061736d;

/** Formats of programs and libraries in machine code. A Java class begins as a Mach-O file of several processors does. */
export type MachineCode = 'elf' | 'pe' | 'macho' | 'wasm';

/** The format of machine code by its first bytes; null for everything else. */
export function machineCodeOf(bytes: Uint8Array): MachineCode | null {
  if (bytes.length < 4) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const first = view.getUint32(0);
  if (first === ELF) return 'elf';
  if (first === WASM) return 'wasm';
  if (MACH_O.has(first)) return 'macho';
  return view.getUint16(0) === PE ? 'pe' : null;
}

/** Start of a cached Python module: a number of its version, CR LF, and flags below 4. https://peps.python.org/pep-0552/ */
function isPythonCache(bytes: Uint8Array): boolean {
  if (bytes[2] !== 0x0d || bytes[3] !== 0x0a) return false;
  return bytes.length >= 8 && bytes[4]! < 4 && bytes.subarray(5, 8).every((byte) => byte === 0);
}

/** Whether a file is code that was compiled, by its first bytes. Text is none, however it begins. */
export function isCompiled(head: Uint8Array): boolean {
  return (machineCodeOf(head) !== null && head.includes(0)) || isPythonCache(head);
}

/** Names of libraries, which programs load: `lib.so.1`, add-ons of Node and Python. */
const LIBRARY_NAME = /\.(?:so|node|dylib|dll|pyd)(?:\.[\w.]{1,40})?$/i;

/** Whether a file is machine code that is started, and not a library or bytecode. */
export function isProgram(path: string, head: Uint8Array): boolean {
  const kind = machineCodeOf(head);
  return kind !== null && kind !== 'wasm' && !LIBRARY_NAME.test(path);
}
