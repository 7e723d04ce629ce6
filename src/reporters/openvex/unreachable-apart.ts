import type { FunctionReport } from '../../model/index.js';
import { escapeTerminal } from '../escape-terminal.js';
import type { Sighting } from '../sightings.js';

/** Why a function is not affected. https://github.com/openvex/spec/blob/main/OPENVEX-SPEC.md#status-justifications */
export interface Proof {
  readonly justification: 'vulnerable_code_not_present' | 'vulnerable_code_not_in_execute_path';
  readonly words: string;
}

/** A sighting, and why its functions are not affected; null if that is not proven. */
export interface ProvenSighting {
  readonly sighting: Sighting;
  readonly proof: Proof | null;
}

function isUnreachable({ packages }: FunctionReport, { artifact, found }: Sighting): boolean {
  return packages.some(
    (view) => view.artifact === artifact?.id && view.id === found?.id && view.reachable === false,
  );
}

function proofFor({ handler }: FunctionReport, { notLinked }: Sighting['finding']): Proof {
  if (notLinked) {
    const words = `The program does not hold the functions with the flaw: ${escapeTerminal(notLinked.join(', '))}.`;
    return { justification: 'vulnerable_code_not_present', words };
  }
  const start = handler === null ? 'any script of the function' : `the handler ${escapeTerminal(handler)}`;
  const words = `No import leads from ${start} to this package: imports by constant and by composed names were followed, also through layers.`;
  return { justification: 'vulnerable_code_not_in_execute_path', words };
}

/**
 * A sighting of an advisory, with the functions that are proven not to load the package apart from the others. What a rule
 * already sets aside, and malware, stays as it is.
 */
export function unreachableApart(sighting: Sighting): ProvenSighting[] {
  const { finding, functions } = sighting;
  if (finding.kind !== 'advisory' || finding.status !== 'open') return [{ sighting, proof: null }];
  const proven = functions.filter((fn) => finding.notLinked !== undefined || isUnreachable(fn, sighting));
  if (proven.length === 0) return [{ sighting, proof: null }];
  const others = functions.filter((fn) => !proven.includes(fn));
  return [
    ...(others.length > 0 ? [{ sighting: { ...sighting, functions: others }, proof: null }] : []),
    ...proven.map((fn) => ({ sighting: { ...sighting, functions: [fn] }, proof: proofFor(fn, finding) })),
  ];
}
