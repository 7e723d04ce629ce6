import { createHash } from 'node:crypto';
import type { Severity } from '../../model/index.js';
import { executes } from './start-code.js';

/** Lines that packaging tools write, whole. */
const KNOWN_LINES: readonly RegExp[] = [
  /^import os; var = 'SETUPTOOLS_USE_DISTUTILS'; enabled = os\.environ\.get\(var, '(?:local|stdlib)'\) == 'local'; enabled and __import__\('_distutils_hack'\)(?:\.add_shim\(\))?;?$/,
  /^import (__editable___\w+_finder); \1\.install\(\)$/,
  /^import coverage; coverage\.process_startup\(\)$/,
  /^import sys; exec\('import os\\n\\nif os\.getenv\("COVERAGE_PROCESS_START"\) or os\.getenv\("COVERAGE_PROCESS_CONFIG"\):\\n try:\\n {2}import coverage\\n except:\\n {2}pass\\n else:\\n {2}coverage\.process_startup\((?:slug="pth")?\)'\)$/,
  /^import (?:_virtualenv|pywin32_bootstrap|_distutils_hack)$/,
];

/** setuptools' line for a namespace package, with and without a parent: sha256 of its shape. */
const NAMESPACE_SHAPES: ReadonlySet<string> = new Set([
  '3e05b7a44d4af04a1726eb1cb26a21ace642fbc5905aa7ca5e97fd81629c2797',
  'aeb30b044c5b94c7ce9bc673134df99638dc36d26657926a1c99da3e6583820f',
]);

/** The line with its names of packages taken out; the modules that it loads itself stay. */
function shapeOf(line: string): string {
  const unnamed = line.replaceAll(/'(?!importlib\.|__path__'|sitedir')[\w.]+'/g, 'N');
  return unnamed.replaceAll(/\((?:N, ?)*N,?\)/g, '(N)');
}

function isKnown(line: string): boolean {
  if (KNOWN_LINES.some((known) => known.test(line))) return true;
  return NAMESPACE_SHAPES.has(createHash('sha256').update(shapeOf(line)).digest('hex'));
}

const BRINGS =
  /base64|b64decode|b85decode|zlib|codecs|marshal|fromhex|unhexlify|urllib|http|socket|\bchr\s*\(/;
const OPENS = /\bopen\s*\(/;
/** Runs text that stands in the line itself, where everybody can read it. */
const RUNS_LITERAL = /\bexec\s*\(\s*['"]/;

/** A text that a line runs and in which statements only import: `import x`, guarded by `try` or a variable. */
const IMPORTING_TEXT =
  /^exec\s*\(\s*(["'])((?:(?:\\n|;| ){0,9}(?:try:|else:|finally:|pass\b|except(?: Exception| ImportError)?:|import [\w.]{1,200}(?![\w.])|from [\w.]{1,200} import \w{1,200}(?:, ?\w{1,200}){0,20}(?!\w)|if os\.(?:getenv|environ\.get)\(["']\w{1,200}["']\):)){1,40})(?:\\n| )*\1\s*\)$/;

/** Severity of a line of a .pth file, which Python runs at every start; null for lines that packaging tools write. */
export interface StartLine {
  /** 1-based. */
  readonly line: number;
  readonly text: string;
  readonly severity: Severity;
  readonly why: string;
}

/** What a line does that only imports modules. */
export const IMPORTS = 'imports a module';

/** Whether a line decodes, fetches or reads; where it only reads a file, whether the code that it runs is hidden. */
function brings(text: string): 'hidden' | 'open' | null {
  if (BRINGS.test(text)) return 'hidden';
  if (!OPENS.test(text)) return null;
  return RUNS_LITERAL.test(text) ? 'open' : 'hidden';
}

function judge(text: string): Pick<StartLine, 'severity' | 'why'> | null {
  if (isKnown(text)) return null;
  if (
    /^import [\w, ]{1,200}; ?exec/.test(text) &&
    IMPORTING_TEXT.test(text.slice(text.indexOf(';') + 1).trim())
  )
    return { severity: 'medium', why: IMPORTS };
  const runs = executes(text);
  const brought = brings(text);
  if (runs && brought === 'hidden')
    return { severity: 'critical', why: 'decodes or fetches code and runs it' };
  if (runs) return { severity: 'high', why: 'runs other code' };
  if (brought !== null) return { severity: 'high', why: 'decodes, reads or fetches' };
  return { severity: 'medium', why: IMPORTS };
}

/** Lines of a .pth file that Python's start-up runs as code. https://docs.python.org/3/library/site.html */
export function startLines(text: string): StartLine[] {
  const lines = text.split(/\r\n|\r|\n/);
  return lines.flatMap((raw, index): StartLine[] => {
    if (!/^import[ \t]/.test(raw)) return [];
    const verdict = judge(raw.trim());
    return verdict ? [{ line: index + 1, text: raw.trim(), ...verdict }] : [];
  });
}
