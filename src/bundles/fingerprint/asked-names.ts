import { declaredBy, importsOf } from './declared-children.js';
import type { Named } from './look-deeper.js';
import type { NamedCopy } from './name-copies.js';

/** A package's name without its scope. */
function baseOf(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

/** What every version that a copy can be of asks for, and what is there of it imports. */
function askedBy(copy: NamedCopy, { recognised }: Named): string[] {
  const imports = importsOf(copy, recognised);
  return [...declaredBy(copy, recognised)].flatMap(([name, { isSure }]) =>
    isSure && imports.has(name) ? [name] : [],
  );
}

/** By base name the one package that is asked for and that nothing is known of. */
function missingNames({ copies, recognised }: Named, asked: ReadonlySet<string>): Map<string, string> {
  const known = new Set([...copies, ...recognised.observed.index.packages].map(({ name }) => name));
  const names = [...asked].filter((name) => !known.has(name));
  const isAlone = (name: string): boolean =>
    names.every((other) => other === name || baseOf(other) !== baseOf(name));
  return new Map(names.filter(isAlone).map((name) => [baseOf(name), name]));
}

/**
 * Gives code the name that is asked for: a package that moved to another scope (`@aws-sdk/types` became `@smithy/types`) has the
 * code of its successor, which nobody in the bundle asks for but others that moved. Its version is then unknown.
 */
export function underAskedNames(named: Named): Named {
  const asked = new Map(named.copies.map((copy) => [copy, askedBy(copy, named)]));
  const missing = missingNames(named, new Set([...asked.values()].flat()));
  const stays = named.copies.filter(({ name }) => !missing.has(baseOf(name)));
  const wanted = new Set(stays.flatMap((copy) => asked.get(copy) ?? []));
  const copies = named.copies.map((copy): NamedCopy => {
    const name = missing.get(baseOf(copy.name));
    return name === undefined || wanted.has(copy.name) ? copy : { ...copy, name, plausible: [], bracket: [] };
  });
  return { ...named, copies };
}
