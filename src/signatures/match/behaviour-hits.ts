import { Buffer } from 'node:buffer';
import type { FileTree } from '../../files/index.js';
import type { FlowPattern } from '../flow-schema.js';
import type { ReadyBehaviour } from '../behaviour/ready-behaviour.js';
import type { CodeSpan } from '../behaviour/marks.js';
import { lineAt, shorten, type Hit } from './hit.js';
import type { RuleHits } from './hit-log.js';
import type { MatchContext } from './match.js';
import { unexcepted } from './near.js';
import { scannedFile, type ScannedFile } from './scanned-file.js';
import { fitsName } from '../text/glob.js';
import { isFor, pathInSubject, type Subject } from './subject.js';

/** Hits that a finding shows: three calls, and where what they take comes from. */
const MOST_SHOWN = 6;

/** A call that takes something of a kind somewhere. */
export interface TakenAway {
  readonly mark: { readonly kind: string; readonly code: CodeSpan };
  readonly to: string;
  readonly code: CodeSpan;
  /** Whether it runs when a module is imported (Python). */
  readonly isOnImport?: boolean;
  /** Whether code gives what sends an address that the code holds. */
  readonly isFixed?: boolean;
  /** Whether the address is a number, and no name (JavaScript). */
  readonly isBare?: boolean;
  /** Whether the call's second argument is a text of the code (JavaScript). */
  readonly isBlank?: boolean;
  /** Whether code signs with what it takes (JavaScript). */
  readonly isSigned?: boolean;
  /** Whether callers of the code choose where it takes something (JavaScript). */
  readonly isChosen?: boolean;
  /** The well-known bundled package whose code does all of it (JavaScript). */
  readonly of?: string | null;
  /** Whether code makes a digest of what it takes (JavaScript). */
  readonly isDigested?: boolean;
}

export interface FollowedSubject {
  readonly subject: Subject;
  readonly tree: FileTree;
}

export type BehaviourContext = Omit<MatchContext, 'file' | 'keywords' | 'every'>;

interface Followed {
  readonly followed: FollowedSubject;
  /** Texts of the files that were followed. */
  readonly texts: ReadonlyMap<string, string>;
  readonly context: BehaviourContext;
}

function isSamePlace(one: CodeSpan, other: CodeSpan): boolean {
  return one.file === other.file && one.start === other.start;
}

/** A client of a service signs its requests with what it takes. */
function isClient({ isFixed, isSigned }: TakenAway): boolean {
  return isSigned === true && isFixed !== true;
}

/** Tells of a call whether it is what a pattern is about. @param all the calls of the program. */
export function fits(pattern: FlowPattern, all: readonly TakenAway[]): (hit: TakenAway) => boolean {
  const { from, to, runs, fixed, blank, signed, chosen, beside } = pattern;
  const isFixed = (hit: TakenAway): boolean =>
    (fixed === undefined || hit.isFixed === true) && (fixed !== 'bare' || hit.isBare === true);
  const isWanted = (hit: TakenAway): boolean =>
    (chosen === undefined || hit.isChosen !== true) &&
    (runs === undefined || hit.isOnImport === true) &&
    (blank === undefined || hit.isBlank === true) &&
    (signed === undefined || !isClient(hit));
  const isBeside = ({ to: sink, code }: TakenAway): boolean =>
    beside === undefined ||
    all.some((hit) => beside.includes(hit.mark.kind) && hit.to === sink && isSamePlace(hit.code, code));
  return (hit) =>
    from.includes(hit.mark.kind) && to.includes(hit.to) && isFixed(hit) && isWanted(hit) && isBeside(hit);
}

function hitAt({ start, end }: CodeSpan, file: ScannedFile): Hit {
  const text = file.text();
  return {
    path: file.path,
    offset: start,
    line: lineAt(text, start),
    detail: shorten(text.slice(start, end)),
  };
}

/** The hits of rules: each call that takes something away, and where it comes from. */
export function ruleHits(
  found: readonly TakenAway[],
  { rules }: Pick<ReadyBehaviour, 'rules'>,
  { followed: { subject, tree }, texts, context }: Followed,
): RuleHits {
  const fileOf = (path: string): ScannedFile => {
    const bytes = Buffer.from(texts.get(path) ?? '');
    const entry = tree.files.get(path) ?? { path, size: bytes.length, executable: false };
    return scannedFile({ entry, path: pathInSubject(subject, path), bytes, keywords: new Set() });
  };
  return rules.flatMap(({ rule, pattern }) => {
    if (!isFor(rule, subject)) return [];
    const { exceptPackages } = rule.applies;
    const isWanted = ({ of = null }: TakenAway): boolean => of === null || !fitsName(of, exceptPackages);
    const hits = found
      .filter(fits(pattern, found))
      .filter(isWanted)
      .flatMap(({ mark, code, isDigested }) => {
        // An exception for what has a known digest is none for what no digest is made of.
        const excusing = pattern.digested && !isDigested ? { ...rule, unless: [] } : rule;
        const pair = [code, mark.code].map((span) => {
          const file = fileOf(span.file);
          return unexcepted([hitAt(span, file)], excusing, { ...context, file, keywords: [], every: false });
        });
        return pair.every(({ length }) => length > 0) ? pair.flat() : [];
      });
    return hits.length > 0 ? [[rule.id, hits.slice(0, MOST_SHOWN)] as const] : [];
  });
}
