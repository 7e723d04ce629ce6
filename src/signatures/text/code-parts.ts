import { firstIndex } from '../../model/index.js';

/** A text literal of code. */
export interface CodeText {
  readonly value: string;
  /** Offset in the script. */
  readonly at: number;
  /** Offset of its `""` in the code without texts. */
  readonly codeAt: number;
}

/** A script in two parts: its code, and its texts. */
export interface CodeParts {
  /** The script without comments, each text replaced by `""`. What stands in a template's `${}` follows it, in brackets. */
  readonly code: string;
  readonly texts: readonly CodeText[];
  /** Returns the offset in the script for an offset in the code. */
  readonly offsetOf: (codeOffset: number) => number;
}

export type CodeLanguage = 'javascript' | 'python';

/** Every text in the code without texts. */
const TEXT = '""';

/**
 * Comments and texts. One that nothing closes ends with its line or with the script, so that no character is read twice. The last
 * alternative of JavaScript is a regular expression, which counts as a text.
 */
const PARTS: Readonly<Record<CodeLanguage, RegExp>> = {
  javascript:
    /\/\/[^\n]*|\/\*[^*]*(?:\*(?!\/)[^*]*)*(?:\*\/)?|"[^"\\\n]*(?:\\[\s\S][^"\\\n]*)*"?|'[^'\\\n]*(?:\\[\s\S][^'\\\n]*)*'?|`[^`\\]*(?:\\[\s\S][^`\\]*)*`?|(?<=[=(,:;!&|?{[+]\s{0,8}|\breturn )\/[^/\\\n[]*(?:(?:\\.|\[[^\]\\\n]*(?:\\.[^\]\\\n]*)*\]?)[^/\\\n[]*)*\/?/g,
  python:
    /#[^\n]*|"""[^"\\]*(?:(?:\\[\s\S]|"(?!""))[^"\\]*)*(?:""")?|'''[^'\\]*(?:(?:\\[\s\S]|'(?!''))[^'\\]*)*(?:''')?|"[^"\\\n]*(?:\\[\s\S][^"\\\n]*)*"?|'[^'\\\n]*(?:\\[\s\S][^'\\\n]*)*'?/g,
};

const COMMENT = /^(?:\/\/|\/\*|#)/;
const QUOTES = /^(?:"""|'''|["'`/])|(?:"""|'''|["'`/])$/g;
const ESCAPE = /\\(?:x[\dA-Fa-f]{2}|u\{[\dA-Fa-f]{1,6}\}|u[\dA-Fa-f]{4}|[\s\S])/g;
/** The number of a character in an escape. */
const CODE = /^\\[xu]\{?([\dA-Fa-f]{2,6}|[\dA-Fa-f])\}?$/;
/** Code in a template, at most 300 characters of it: longer code is not looked at. */
const INSIDE = /\$\{([^`}]{1,300})\}/g;

function valueOf(quoted: string): string {
  const plain = quoted.replaceAll(QUOTES, '');
  if (!plain.includes('\\')) return plain;
  return plain.replaceAll(ESCAPE, (escape) => {
    const digits = CODE.exec(escape)?.[1];
    const code = digits === undefined ? Infinity : Number.parseInt(digits, 16);
    return code <= 0x10_ff_ff ? String.fromCodePoint(code) : escape.slice(1);
  });
}

function codeOf(part: string): string {
  if (COMMENT.test(part)) return ' ';
  if (!part.startsWith('`')) return TEXT;
  return TEXT + [...part.matchAll(INSIDE)].map(([, inner = '']) => `+(${inner})`).join('');
}

/** Splits a script into code and texts. The script is not parsed, so that code with errors is split, too. */
export function codeParts(script: string, language: CodeLanguage): CodeParts {
  const pieces: string[] = [];
  const texts: CodeText[] = [];
  /** Where each stretch of code begins that was copied unchanged: its offset in the code, and its offset in the script. */
  const starts: { readonly code: number; readonly script: number }[] = [{ code: 0, script: 0 }];
  let [done, length] = [0, 0];
  const push = (piece: string): void => {
    pieces.push(piece);
    length += piece.length;
  };
  for (const { 0: part, index } of script.matchAll(PARTS[language])) {
    push(script.slice(done, index));
    if (!COMMENT.test(part)) texts.push({ value: valueOf(part), at: index, codeAt: length });
    push(codeOf(part));
    done = index + part.length;
    starts.push({ code: length, script: done });
  }
  push(script.slice(done));
  return {
    code: pieces.join(''),
    texts,
    offsetOf(codeOffset) {
      const next = firstIndex(0, starts.length, (index) => starts[index]!.code > codeOffset);
      const { code, script: at } = starts[next - 1]!;
      return at + codeOffset - code;
    },
  };
}
