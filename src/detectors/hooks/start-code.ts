import type { Severity } from '../../model/index.js';

/** What a module does that Python loads before the handler, or in place of a module of its own. */
export interface StartCode {
  readonly severity: Extract<Severity, 'critical' | 'high' | 'medium'>;
  /** 1-based; null where no line stands out. */
  readonly line: number | null;
  readonly text: string;
  /** Ends "it …". */
  readonly why: string;
}

/** Modules of Python that start programs or run text. */
const DANGEROUS_IMPORT =
  /__import__\s*\(\s*['"](?:os|subprocess|pty|ctypes|runpy|socket|builtins)['"]\s*[,)]/;
/** `__import__` of a module whose name is written out does what `import` does, or `from … import` with the names in `fromlist`. */
const PLAIN_IMPORT =
  /__import__\s*\(\s*['"][\w.]{1,200}['"]\s*(?:,\s*(?:fromlist\s*=\s*)?[[(][\w'", ]{0,200}[\])]\s*)?\)/g;

const EXECUTES =
  /\b(?:exec|eval|__import__)\s*\(|(?:^|[^\w.])compile\s*\(|\bsubprocess\b|\bos\s*\.\s*(?:system|popen|exec|spawn|posix_spawn)|\bctypes\b|\brunpy\b/;
const DECODES_OR_FETCHES =
  /base64|b64decode|b85decode|a85decode|zlib|codecs|marshal|fromhex|unhexlify|urlopen|urllib\s*\.\s*request|http\.client|requests\s*\.\s*(?:get|post)|\bsocket\b/;

/** Whether a statement runs text or a program. */
export function executes(statement: string): boolean {
  return DANGEROUS_IMPORT.test(statement) || EXECUTES.test(statement.replaceAll(PLAIN_IMPORT, ''));
}

/** Lines between decoding and running, as a person would write a loader. */
const NEAR = 5;

function nearPair(lines: readonly string[]): number | null {
  let decoded = -1;
  for (const [at, line] of lines.entries()) {
    if (line.trimStart().startsWith('#')) continue;
    const isImport = /^\s*(?:import|from)\s/.test(line) && !line.includes(';');
    if (!isImport && DECODES_OR_FETCHES.test(line)) decoded = at;
    if (!isImport && decoded >= 0 && at - decoded <= NEAR && executes(line)) return at;
  }
  return null;
}

/** Judges the text of such a module. Only a loader stands out: decoding or fetching, and running, in one place. */
export function judgeStartCode(text: string): StartCode {
  const lines = text.split(/\r\n|\r|\n/);
  const at = nearPair(lines);
  if (at === null) {
    const line = lines.findIndex((each) => !each.trimStart().startsWith('#') && executes(each));
    if (line < 0) return { severity: 'medium', line: null, text: '', why: 'is loaded before the handler' };
    return { severity: 'medium', line: line + 1, text: (lines[line] ?? '').trim(), why: 'runs other code' };
  }
  const found = lines[at] ?? '';
  const isOne = DECODES_OR_FETCHES.test(found);
  return {
    severity: isOne ? 'critical' : 'high',
    line: at + 1,
    text: found.trim(),
    why: 'decodes or fetches code and runs it',
  };
}
