import type { Hit } from './hit.js';
import type { Signature } from '../signature-schema.js';
import { pathInSubject, type Subject } from './subject.js';

/** What the rules saw in one subject: rule id → hits, by the file they were found in. */
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

/** Whether two files may make up one chain: those of one package do, the application's own files are unrelated. */
function isRelated(a: Hit, b: Hit, subject: Subject): boolean {
  return a.path === b.path || subject.package !== null;
}

function isSame(a: Hit, b: Hit): boolean {
  return a.path === b.path && a.offset === b.offset && a.detail === b.detail;
}

/** Hits of a rule that no rule explains which it names for that. */
function unexplained({ id, without }: Signature, seen: Seen): readonly Hit[] {
  const explained = without.flatMap((other) => seen.get(other) ?? []);
  return (seen.get(id) ?? []).filter((hit) => !explained.some((other) => isSame(hit, other)));
}

/**
 * The hits of a rule that stand with everything it needs, null when none does.
 */
export function completeChain(rule: Signature, seen: Seen, subject: Subject): readonly Hit[] | null {
  const own = unexplained(rule, seen);
  // What is needed within a distance was looked for where the hit is.
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
