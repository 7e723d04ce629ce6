/** Length of the comment that starts at `at`; 0 when there is none. */
function commentLength(text: string, at: number): number {
  const opening = text.slice(at, at + 2);
  if (opening !== '//' && opening !== '/*') return 0;
  const end = opening === '//' ? text.indexOf('\n', at) : text.indexOf('*/', at + 2) + 2;
  return (end < at + 2 ? text.length : end) - at;
}

/** Index after the string that starts at `at`. */
function endOfString(text: string, at: number): number {
  for (let index = at + 1; index < text.length; index += 1) {
    if (text[index] === '\\') index += 1;
    else if (text[index] === '"') return index + 1;
  }
  return text.length;
}

/** Converts JSONC to JSON: removes comments, and commas before a closing bracket. https://jsonc.org */
export function stripComments(text: string): string {
  const parts: string[] = [];
  for (let at = 0; at < text.length;) {
    const comment = commentLength(text, at);
    const end = text[at] === '"' ? endOfString(text, at) : at + 1;
    const part = text.slice(at, end);
    if (comment === 0 && (part === ']' || part === '}')) dropTrailingComma(parts);
    if (comment === 0) parts.push(part);
    at = comment > 0 ? at + comment : end;
  }
  return parts.join('');
}

function dropTrailingComma(parts: string[]): void {
  let last = parts.length - 1;
  while (last >= 0 && /^\s$/.test(parts[last] ?? '')) last -= 1;
  if (parts[last] === ',') parts.splice(last, 1);
}
