/**
 * A licence expression. Ids in capitals, GNU ids in their present form.
 * https://spdx.github.io/spdx-spec/v2.3/SPDX-license-expressions/
 */
export type LicenseExpression =
  | {
      readonly kind: 'license';
      readonly id: string;
      readonly exception: string | null;
      /** Words of a manifest that mean the id, in capitals. */
      readonly words?: string;
    }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly LicenseExpression[] };

/** Longer or deeper expressions do not occur in practice. */
const MAX_TOKENS = 200;
const MAX_DEPTH = 20;

const GNU = /^(?:A|L)?GPL-\d\.\d(?:\.\d)?$|^GFDL-\d\.\d$/;

/** `gpl-2.0` and `GPL-2.0+` are old forms of `GPL-2.0-only` and `GPL-2.0-or-later`. */
export function presentId(id: string): string {
  const upper = id.toUpperCase();
  const plain = upper.replace(/\+$/, '');
  if (!GNU.test(plain)) return upper;
  return plain === upper ? `${plain}-ONLY` : `${plain}-OR-LATER`;
}

interface Reader {
  readonly tokens: readonly string[];
  at: number;
}

function takes(reader: Reader, word: string): boolean {
  const isNext = reader.tokens[reader.at]?.toUpperCase() === word;
  if (isNext) reader.at += 1;
  return isNext;
}

function identifier(reader: Reader): string | null {
  const token = reader.tokens[reader.at] ?? '';
  if (!/^[\w.:-]+\+?$/.test(token) || /^(?:and|or|with)$/i.test(token)) return null;
  reader.at += 1;
  return token;
}

function license(reader: Reader): LicenseExpression | null {
  const id = identifier(reader);
  if (id === null) return null;
  if (!takes(reader, 'WITH')) return { kind: 'license', id: presentId(id), exception: null };
  const exception = identifier(reader);
  return exception === null
    ? null
    : { kind: 'license', id: presentId(id), exception: exception.toUpperCase() };
}

function single(reader: Reader, depth: number): LicenseExpression | null {
  if (depth > MAX_DEPTH) return null;
  if (!takes(reader, '(')) return license(reader);
  const inner = joined(reader, 'or', depth + 1);
  return inner !== null && takes(reader, ')') ? inner : null;
}

/** One or more parts with the operator between them; `and` binds closer than `or`. */
function joined(reader: Reader, kind: 'and' | 'or', depth: number): LicenseExpression | null {
  const parts: LicenseExpression[] = [];
  do {
    const part = kind === 'or' ? joined(reader, 'and', depth) : single(reader, depth);
    if (part === null) return null;
    parts.push(part);
  } while (takes(reader, kind.toUpperCase()));
  const [only] = parts;
  return only && parts.length === 1 ? only : { kind, parts };
}

/** Reads a licence expression, null for another text. */
export function parseLicense(text: string): LicenseExpression | null {
  const tokens = text.split(/([()])|\s+/).filter((token) => token !== undefined && token !== '');
  if (tokens.length > MAX_TOKENS) return null;
  const reader: Reader = { tokens, at: 0 };
  const expression = joined(reader, 'or', 0);
  return reader.at === tokens.length ? expression : null;
}

/** Whether an expression can be met with licences that are accepted. */
export function isMet(
  expression: LicenseExpression,
  accepts: (license: Extract<LicenseExpression, { kind: 'license' }>) => boolean,
): boolean {
  if (expression.kind === 'license') return accepts(expression);
  const { kind, parts } = expression;
  return kind === 'and'
    ? parts.every((part) => isMet(part, accepts))
    : parts.some((part) => isMet(part, accepts));
}
