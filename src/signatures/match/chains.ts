import type { Hit } from './hit.js';
import type { Signature } from '../signature-schema.js';
import { pathInSubject, type Subject } from './subject.js';

/** Hits of all rules in one subject: rule id → hits, by file. */
export type Seen = ReadonlyMap<string, readonly Hit[]>;

/**
 * In one bundle of two hundred packages everything can be found somewhere: parts of a chain belong together only when they
 * are this close, in characters.
 */
const NEAR = 8_000;
/** A file of this many bytes holds more than one module. */
const BUNDLE_BYTES = 200_000;

function isNear(a: Hit, b: Hit, sizes: ReadonlyMap<string, number>): boolean {
  if (a.path !== b.path) return true;
  return (sizes.get(a.path) ?? 0) < BUNDLE_BYTES || Math.abs(a.offset - b.offset) <= NEAR;
}

/** Whether two files may make up one chain: files of one package may, the application's own files are unrelated. */
function isRelated(a: Hit, b: Hit, subject: Subject): boolean {
  return a.path === b.path || subject.package !== null;
}

function isSame(a: Hit, b: Hit): boolean {
  return a.path === b.path && a.offset === b.offset && a.detail === b.detail;
}

/** Hits of a rule that none of the rules listed as its explanation has too. */
function unexplained({ id, without }: Signature, seen: Seen): readonly Hit[] {
  const explained = without.flatMap((other) => seen.get(other) ?? []);
  return (seen.get(id) ?? []).filter((hit) => !explained.some((other) => isSame(hit, other)));
}

/**
 * The hits of a rule that occur together with all of its `needs`; null when none does.
 */
export function completeChain(rule: Signature, seen: Seen, subject: Subject): readonly Hit[] | null {
  const own = unexplained(rule, seen);
  // A requirement within a distance was already checked at the hit.
  if (rule.needs.length === 0 || rule.within !== undefined) return own.length > 0 ? own : null;
  const sizes = new Map(subject.files.map(({ path, size }) => [pathInSubject(subject, path), size]));
  for (const hit of own) {
    const partners = rule.needs.map((id) =>
      seen.get(id)?.find((other) => isRelated(hit, other, subject) && isNear(hit, other, sizes)),
    );
    if (partners.every((partner) => partner !== undefined)) return [hit, ...partners];
  }
  return null;
}
