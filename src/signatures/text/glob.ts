type Fits = (path: string) => boolean;

/** `*.js` and `index.js`, which nearly all globs are, need no splitting, and they run for tens of thousands of paths. */
function compileGlob(glob: string): Fits {
  const anchored = glob.startsWith('/');
  const wanted = (anchored ? glob.slice(1) : glob).split('/');
  const [only = ''] = wanted;
  if (wanted.length === 1 && !anchored && only.lastIndexOf('*') === 0)
    return (path) => path.endsWith(only.slice(1));
  const parts = wanted.map(compileSegment);
  const [fitsOnly] = parts;
  if (wanted.length === 1 && anchored && fitsOnly) return (path) => fitsOnly(path) && !path.includes('/');
  return (path) => {
    const segments = path.split('/');
    if (anchored ? segments.length !== parts.length : segments.length < parts.length) return false;
    const tail = segments.slice(segments.length - parts.length);
    return parts.every((fits, index) => fits(tail[index] ?? ''));
  };
}

const compiled = new Map<string, Fits>();

/**
 * Whether a path fits one of several globs: `*.js` any depth, `/x.js` only at the root, `lib/*.js` any `lib` folder, `*` within a
 * segment. Linear: every `*` stops at the next `/`.
 */
export function fitsGlob(path: string, globs: readonly string[]): boolean {
  return globs.some((glob) => {
    const fits = compiled.get(glob) ?? compileGlob(glob);
    compiled.set(glob, fits);
    return fits(path);
  });
}

/** One segment with `*`s: the parts between them are found from left to right, first and last anchored. */
function compileSegment(glob: string): Fits {
  const [first = '', ...rest] = glob.split('*');
  const last = rest.pop();
  if (last === undefined) return (segment) => segment === glob;
  return (segment) => {
    if (segment.length < first.length + last.length) return false;
    if (!segment.startsWith(first) || !segment.endsWith(last)) return false;
    let at = first.length;
    for (const part of rest) {
      const found = segment.indexOf(part, at);
      if (found < 0 || found + part.length > segment.length - last.length) return false;
      at = found + part.length;
    }
    return true;
  };
}

/** Whether a package name is in a list of names or scopes (`@scope/*`). */
export function fitsName(name: string, names: readonly string[]): boolean {
  return names.some((wanted) =>
    wanted.endsWith('/*') ? name.startsWith(wanted.slice(0, -1)) : name === wanted,
  );
}
