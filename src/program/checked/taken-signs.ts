/** One sign of a pattern, or one class of signs, and how often it stands there. */
const ATOM =
  /(\\(?:x[\da-f]{2}|u[\da-f]{4}|.)|\[(?:\\.|[^\]\\])*\]|[^\\[\]()|*+?{}.^$])([*+?]\??|\{\d*,?\d*\}\??)?/iy;

interface Atom {
  readonly text: string;
  readonly isOptional: boolean;
}

/** The alternatives of a pattern without groups, each as its atoms; null of another pattern. */
function alternativesOf(pattern: string): readonly (readonly Atom[])[] | null {
  const alternatives: Atom[][] = [[]];
  for (let at = 0; at < pattern.length;) {
    if (pattern[at] === '|') {
      alternatives.push([]);
      at += 1;
      continue;
    }
    ATOM.lastIndex = at;
    const found = ATOM.exec(pattern);
    if (!found) return null;
    const [whole, text = '', times = ''] = found;
    alternatives.at(-1)?.push({ text, isOptional: /^(?:[*?]|\{0?,)/.test(times) });
    at += whole.length;
  }
  return alternatives;
}

function isSign({ text }: Atom, sign: string): boolean {
  try {
    return new RegExp(`^${text}$`).test(sign);
  } catch {
    return false;
  }
}

/** The atoms of an alternative that may be all of a match: the only one that must stand there, or any where none must. */
function aloneIn(atoms: readonly Atom[]): readonly Atom[] {
  const required = atoms.filter(({ isOptional }) => !isOptional);
  if (required.length === 0) return atoms;
  return required.length === 1 ? required : [];
}

/** Whether replacing all matches of a pattern takes a sign out wherever it stands: `[\r\n]+` does, `\.\.\/` leaves other slashes. */
export function takesOut(pattern: string, sign: string): boolean {
  const [, inner = pattern] = /^\((?:\?:)?([^()]*)\)\+?$/.exec(pattern) ?? [];
  return (alternativesOf(inner) ?? []).some((atoms) => aloneIn(atoms).some((atom) => isSign(atom, sign)));
}
