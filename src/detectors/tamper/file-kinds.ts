const SCRIPT = /\.(?:[cm]?js|jsx|[cm]?tsx?|py|pl|rb|sh|bash|ps1|bat|cmd|vbs)$/i;
const COMPILED = /\.(?:node|so|pyd|dylib|dll|exe|wasm|jsc|bin)$|\.so\.[\d.]+$/i;
const TYPES = /\.d\.[cm]?ts$/i;
/** Not code, but tools that read it run code. */
const STEERING = /(?:^|\/)(?:\.npmrc|binding\.gyp|[^/]+\.gypi)$/;

/** First bytes of programs: ELF, PE, Mach-O in both byte orders and universal, WebAssembly, `#!`. */
const MAGIC = ['7f454c46', '4d5a', 'feedface', 'feedfacf', 'cefaedfe', 'cffaedfe', 'cafebabe', '0061736d'];
const SHEBANG = '2321';

/** Names without an ending, which programs often have. */
const PLAIN_NAME = /(?:^|\/)[^/.]+$/;

/** Whether a file may be code by its name: `kindOf` decides by its first bytes. */
export function mayBeCode(path: string): boolean {
  if (TYPES.test(path)) return false;
  return SCRIPT.test(path) || COMPILED.test(path) || STEERING.test(path) || PLAIN_NAME.test(path);
}

export type FileKind = 'script' | 'native' | 'data';

/** Kind of a file by its name and first bytes. Only code can have an effect. */
export function kindOf(path: string, bytes: Uint8Array): FileKind {
  const head = Buffer.from(bytes.subarray(0, 4)).toString('hex');
  if (MAGIC.some((magic) => head.startsWith(magic))) return 'native';
  if (TYPES.test(path)) return 'data';
  if (COMPILED.test(path)) return 'native';
  return SCRIPT.test(path) || STEERING.test(path) || head.startsWith(SHEBANG) ? 'script' : 'data';
}

/** Whether a file is output of node-gyp or similar: https://github.com/nodejs/node-gyp#readme. Only compiler output counts. */
export function isGypOutput(path: string, kind: FileKind): boolean {
  return path.startsWith('build/') && (kind !== 'script' || path.endsWith('.gypi'));
}

/** Whether a file was left by a package manager, or is Python's cache of an existing script. */
export function isLeftByTools(path: string): boolean {
  return /(?:^|\/)(?:\.yarn-[a-z]+(?:\.json|\.tgz)?|\.package-lock\.json|\.modules\.yaml|\.DS_Store)$|(?:^|\/)__pycache__\/[^/]+\.pyc$/.test(
    path,
  );
}
