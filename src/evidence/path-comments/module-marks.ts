import { GENERATED, ownerOfSource, type Owner } from '../source-owner.js';

/** A line of a bundle that names the source file of the code below it. */
export interface ModuleMark {
  /** Start of the line, in UTF-16 code units. */
  readonly start: number;
  /** Null if the line does not name the module's owner. */
  readonly owner: Owner | null;
  readonly path: string;
}

/** Length of the longest line that may be a mark; paths are shorter. */
const MAX_LINE = 4200;

/** `// node_modules/x/index.js`: esbuild at the start of a line, indented by two spaces in scripts. `//#region …`: Rolldown. */
const ESBUILD_COMMENT = /^(?: {2}|\t)?\/\/(?:#region)? (\S.*)$/;
const MODULE_PATH =
  /(?:^\(disabled\):|^<[a-z]+:?|\.(?:[cm]?[jt]sx?|json|node|txt|css|wasm|vue|svelte|graphql)$)/i;
/** `"node_modules/x/index.js"(exports, module) {` */
const ESBUILD_KEY = /^ {2,4}"([^"\\]{1,4096})"\((?:exports|\) \{)/;
/** Keys and comments of webpack, ncc and rspack. A number instead of a path does not name an owner. */
const WEBPACK_KEY = /^\/\*{3}\/ ["']([^"'\\]{1,4096})["'](?:$|:)/;
const WEBPACK_CONCATENATED = /^;\/\/ (?:CONCATENATED MODULE: )?(?:external )?(\S{1,4096})$/;
const WEBPACK_ENTRY = /^ {2}!\*{3} (\S{1,4096}) (?:\+ \d+ modules )?\*{3}!$/;
const WEBPACK_OTHER = /^(?:\/\*{3}\/ |\/\* \d+ \*\/)/;
const WEBPACK_RUNTIME = /^\/\*{6}\/ /;
/** What esbuild writes after the last module. */
const ESBUILD_END =
  /^(?: {2})?(?:\/\/ Annotate the CommonJS export names|export \{$|\/\*! Bundled license information:)/;

function markOf(start: number, path: string): ModuleMark {
  return { start, owner: ownerOfSource(path), path };
}

function esbuildMark(line: string, start: number): ModuleMark | null {
  const path = ESBUILD_COMMENT.exec(line)?.[1];
  if (path !== undefined && MODULE_PATH.test(path)) return markOf(start, path);
  const key = ESBUILD_KEY.exec(line)?.[1];
  if (key !== undefined) return markOf(start, key);
  return ESBUILD_END.test(line) ? { start, owner: GENERATED, path: '' } : null;
}

function webpackMark(line: string, start: number): ModuleMark | null {
  const path = (WEBPACK_KEY.exec(line) ?? WEBPACK_CONCATENATED.exec(line) ?? WEBPACK_ENTRY.exec(line))?.[1];
  if (path !== undefined) return markOf(start, path);
  if (WEBPACK_RUNTIME.test(line)) return { start, owner: GENERATED, path: '' };
  return WEBPACK_OTHER.test(line) ? { start, owner: null, path: '' } : null;
}

/** All marks that one bundler left in a text. */
export function moduleMarks(text: string, bundler: 'esbuild' | 'webpack'): ModuleMark[] {
  const read = bundler === 'esbuild' ? esbuildMark : webpackMark;
  const marks: ModuleMark[] = [];
  for (let start = 0; start < text.length;) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    const mark = end - start > MAX_LINE ? null : read(text.slice(start, end).replace(/\r$/, ''), start);
    if (mark) marks.push(mark);
    start = end + 1;
  }
  return marks;
}
