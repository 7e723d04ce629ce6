/**
 * Whether a path fits one of some globs: `*.js` any depth, `/x.js` only at the root, `lib/*.js` any `lib` folder, `*` within a
 * segment. Linear: every `*` stops at the next `/`.
 */
export function fitsGlob(path: string, globs: readonly string[]): boolean {
  return globs.some((glob) => {
    const anchored = glob.startsWith('/');
    const wanted = (anchored ? glob.slice(1) : glob).split('/');
    const segments = path.split('/');
    if (anchored ? segments.length !== wanted.length : segments.length < wanted.length) return false;
    const tail = segments.slice(segments.length - wanted.length);
    return wanted.every((part, index) => fitsSegment(tail[index] ?? '', part));
  });
}

/** One segment with `*`s: the parts between them are found from left to right, first and last anchored. */
function fitsSegment(segment: string, glob: string): boolean {
  const parts = glob.split('*');
  const [first = '', ...rest] = parts;
  if (rest.length === 0) return segment === glob;
  const last = rest.pop() ?? '';
  if (!segment.startsWith(first) || segment.length < first.length + last.length || !segment.endsWith(last))
    return false;
  let at = first.length;
  for (const part of rest) {
    const found = segment.indexOf(part, at);
    if (found < 0 || found + part.length > segment.length - last.length) return false;
    at = found + part.length;
  }
  return true;
}

/** Whether a package name is one of some names or scopes (`@scope/*`). */
export function fitsName(name: string, names: readonly string[]): boolean {
  return names.some((wanted) =>
    wanted.endsWith('/*') ? name.startsWith(wanted.slice(0, -1)) : name === wanted,
  );
}
