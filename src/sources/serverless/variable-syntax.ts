/** One of the alternatives of a variable: `self:custom.name`, `file(./a.yml):key`, or a literal. */
export type VariableSource =
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null }
  | {
      readonly kind: 'address';
      readonly type: string;
      readonly parameter: string;
      readonly address: string;
    };

/** A variable that has no other inside, with its place in the text. Longer ones are no variables. */
const INNERMOST = /\$\{([^{}]{0,600})\}/;

/** `self:…`, `file(…)…`; not `AWS::Region`, which CloudFormation reads. https://www.serverless.com/framework/docs/guides/variables */
const OF_SERVERLESS = /^\s{0,20}[a-z]\w{0,40}(?:\(|:(?!:))/i;

const ADDRESS = /^([a-z]\w{0,40})(?:\(([^()]{0,500})\))?(?::(.{0,500}))?$/i;

/** What stands between commas that are neither in quotes nor in parentheses. The variable is short: see `INNERMOST`. */
const PART = /(?:"[^"]*"|'[^']*'|\([^()]*\)|[^,"'()])+/g;

const WORDS: ReadonlyMap<string, boolean | null> = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
]);

function sourceOf(part: string): VariableSource | null {
  const [, double, single] = /^(?:"([^"]*)"|'([^']*)')$/.exec(part) ?? [];
  const text = double ?? single;
  if (text !== undefined) return { kind: 'literal', value: text };
  const word = WORDS.get(part);
  if (word !== undefined) return { kind: 'literal', value: word };
  if (/^-?\d{1,15}(?:\.\d{1,10})?$/.test(part)) return { kind: 'literal', value: Number(part) };
  const [, type, parameter = '', address = ''] = ADDRESS.exec(part) ?? [];
  return type === undefined ? null : { kind: 'address', type, parameter, address };
}

/** A variable in a text. */
export interface FoundVariable {
  readonly start: number;
  readonly end: number;
  /** Its alternatives in order; null if it is no variable of the Serverless Framework. */
  readonly sources: readonly (VariableSource | null)[] | null;
}

/** The first variable of a text that has no other inside; null without any. */
export function innermostVariable(text: string): FoundVariable | null {
  const found = INNERMOST.exec(text);
  if (!found) return null;
  const [whole, content = ''] = found;
  const sources = OF_SERVERLESS.test(content)
    ? [...content.matchAll(PART)].map(([part]) => sourceOf(part.trim()))
    : null;
  return { start: found.index, end: found.index + whole.length, sources };
}
