import type { CallNames, RuleSink } from '../call-names.js';

/** The sinks of a program: without those of releases that it does not have. @param majorOf the major version of a package; null: unknown */
export function releasedSinks(
  sinks: CallNames['sinks'],
  majorOf: (name: string) => number | null,
): CallNames['sinks'] {
  const isMeant = (module: string, { sink: { below } }: RuleSink): boolean => {
    const major = below === undefined ? 0 : majorOf(module);
    return major !== null && major < (below ?? 1);
  };
  return {
    find: (member) => sinks.find(member).filter((each) => isMeant(member.module, each)),
    findUnnamed: (member) => sinks.findUnnamed(member).filter((each) => isMeant(member.module, each)),
  };
}
