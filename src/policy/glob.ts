type Token =
  { readonly kind: 'character'; readonly unit: string } | { readonly kind: 'one' | 'some' | 'any' };

const WILDCARD = /\*\*|[*?]/;

function tokenOf(text: string): Token {
  if (text === '**') return { kind: 'any' };
  if (text === '*') return { kind: 'some' };
  return text === '?' ? { kind: 'one' } : { kind: 'character', unit: text };
}

function tokensOf(glob: string): Token[] {
  return glob
    .split(/(\*\*|[*?])/)
    .flatMap((part) => (WILDCARD.test(part) ? [part] : Array.from(part)))
    .map(tokenOf);
}

function accepts(token: Token, unit: string): boolean {
  if (token.kind === 'character') return token.unit === unit;
  return token.kind === 'any' || unit !== '/';
}

/** The positions, and those that are reached past stars that stand for nothing. */
function withSkips(positions: Iterable<number>, tokens: readonly Token[]): Set<number> {
  const reached = new Set(positions);
  // A Set's iteration also visits what is added while it runs.
  for (const at of reached) {
    const kind = tokens[at]?.kind;
    if (kind === 'some' || kind === 'any') reached.add(at + 1);
  }
  return reached;
}

/**
 * Whether a text matches a glob: `*` any characters but a slash, `**` any characters, `?` one that is no slash.
 * Every position that the glob can be at is followed at once: time grows with the product of the lengths at most.
 */
export function matchesGlob(glob: string, text: string): boolean {
  const tokens = tokensOf(glob);
  let positions = withSkips([0], tokens);
  for (const unit of text) {
    const next = [...positions].flatMap((at) => {
      const token = tokens[at];
      if (!token || !accepts(token, unit)) return [];
      return token.kind === 'some' || token.kind === 'any' ? [at] : [at + 1];
    });
    if (next.length === 0) return false;
    positions = withSkips(next, tokens);
  }
  return positions.has(tokens.length);
}
