import { describe, expect, it } from 'vitest';
import { codeParts } from '../../../src/signatures/text/code-parts.js';

const valuesOf = (script: string, language: 'javascript' | 'python'): string[] =>
  codeParts(script, language).texts.map(({ value }) => value);

describe('JavaScript', () => {
  it('texts stand beside the code, comments nowhere', () => {
    const { code, texts } = codeParts(`f('a', "b\\x63") // "d"\n/* 'e' */ + \`g\${h(i)}\``, 'javascript');
    expect(texts.map(({ value }) => value)).toEqual(['a', 'bc', 'g${h(i)}']);
    expect(code).toBe('f("", "")  \n  + ""+(h(i))');
  });

  it('a pattern is a text, a division is none', () => {
    expect(valuesOf('x = a / b / c; y = /it\'s [/"]/.test(z)', 'javascript')).toEqual([`it's [/"]`]);
  });

  it('a pattern of any length is one text', () => {
    const pattern = `/[${'"'.repeat(300)}]${'a'.repeat(300)}/`;
    expect(codeParts(`x = ${pattern}.test(y)`, 'javascript').code).toBe('x = "".test(y)');
  });

  it('places in the code are places in the script', () => {
    const script = 'const a = "text"; /* comment */ send(a, `b`); eval(c);';
    const { code, offsetOf } = codeParts(script, 'javascript');
    for (const word of ['const', 'send', 'eval'])
      expect(offsetOf(code.indexOf(word))).toBe(script.indexOf(word));
  });
});

describe('Python', () => {
  it('texts of all forms', () => {
    const script = `a = 'x' # it's\nb = f"y" + """z "1"\n2""" + r'\\d'`;
    expect(valuesOf(script, 'python')).toEqual(['x', 'y', 'z "1"\n2', 'd']);
    expect(codeParts(script, 'python').code).toBe('a = ""  \nb = f"" + "" + r""');
  });
});

it.each(['/*', '"', '`', '=/[', "'''"])('%s that nothing closes ends with the script', (piece) => {
  const script = `a ${piece}b`;
  for (const language of ['javascript', 'python'] as const) {
    const { code, offsetOf } = codeParts(script, language);
    expect(offsetOf(code.length)).toBe(script.length);
  }
});
