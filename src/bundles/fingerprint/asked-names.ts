import { declaredBy, importsOf } from './declared-children.js';
import type { Named } from './look-deeper.js';
import type { NamedCopy } from './name-copies.js';

/** A package's name without its scope. */
function baseOf(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

interface Asking {
  /** Names that some version of a copy asks for. */
  readonly all: ReadonlySet<string>;
  /** Those that every version asks for and that what is there imports. */
  readonly sure: ReadonlySet<string>;
}

function askingOf({ copies, recognised }: Named): Asking {
  const all = new Set<string>();
  const sure = new Set<string>();
  for (const copy of copies) {
    const imports = importsOf(copy, recognised);
    for (const [name, { isSure }] of declaredBy(copy, recognised)) {
      all.add(name);
      if (isSure && imports.has(name)) sure.add(name);
    }
  }
  return { all, sure };
}

/**
 * Gives code the name that is asked for: a package that moved to another scope (`@aws-sdk/types` became `@smithy/types`) has the
 * code of its successor, which nobody in the bundle asks for. Its version is then unknown.
 */
export function underAskedNames(named: Named): Named {
  const { copies, recognised } = named;
  const asking = askingOf(named);
  const known = new Set([...copies, ...recognised.observed.index.packages].map(({ name }) => name));
  const missing = [...asking.sure].filter((name) => !known.has(name));
  const renamed = copies.map((copy): NamedCopy => {
    if (asking.all.has(copy.name)) return copy;
    const [name, ...others] = missing.filter((each) => baseOf(each) === baseOf(copy.name));
    return name === undefined || others.length > 0 ? copy : { ...copy, name, plausible: [], bracket: [] };
  });
  return { ...named, copies: renamed };
}
