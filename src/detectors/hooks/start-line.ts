import { createHash } from 'node:crypto';
import type { Severity } from '../../model/index.js';

/** Lines that packaging tools write, whole. */
const KNOWN_LINES: readonly RegExp[] = [
  /^import os; var = 'SETUPTOOLS_USE_DISTUTILS'; enabled = os\.environ\.get\(var, '(?:local|stdlib)'\) == 'local'; enabled and __import__\('_distutils_hack'\)(?:\.add_shim\(\))?;?$/,
  /^import (__editable___\w+_finder); \1\.install\(\)$/,
  /^import coverage; coverage\.process_startup\(\)$/,
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

const RUNS =
  /\b(?:exec|eval|compile|__import__)\s*\(|\bsubprocess\b|\bos\s*\.\s*(?:system|popen|exec|spawn|posix_spawn)|\bctypes\b|\brunpy\b/;
const BRINGS =
  /base64|b64decode|b85decode|zlib|codecs|marshal|fromhex|unhexlify|urllib|http|socket|\bopen\s*\(|\bchr\s*\(/;

/** Severity of a line of a .pth file, which Python runs at every start; null for lines that packaging tools write. */
export interface StartLine {
  /** 1-based. */
  readonly line: number;
  readonly text: string;
  readonly severity: Severity;
  readonly why: string;
}

function judge(text: string): Pick<StartLine, 'severity' | 'why'> | null {
  if (isKnown(text)) return null;
  const runs = RUNS.test(text);
  const brings = BRINGS.test(text);
  if (runs && brings) return { severity: 'critical', why: 'decodes or fetches code and runs it' };
  if (runs || brings)
    return { severity: 'high', why: runs ? 'runs other code' : 'decodes, reads or fetches' };
  return { severity: 'medium', why: 'imports a module' };
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
