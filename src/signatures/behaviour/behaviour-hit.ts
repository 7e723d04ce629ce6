import type { FlowNode } from '../../program/index.js';
import type { CodeSpan, TakenMark } from './marks.js';

/** Something of a kind that code takes somewhere. */
export interface BehaviourHit {
  readonly mark: TakenMark;
  /** Kind of the sink. */
  readonly to: string;
  readonly code: CodeSpan;
  /** Whether the code holds the address: that of this call or, if the call takes none, that of what it belongs to. */
  readonly isFixed: boolean;
  /** Whether the address is a number, and no name. */
  readonly isBare: boolean;
  /** Whether the call's second argument is a text of the code. */
  readonly isBlank: boolean;
  /** Whether code makes a digest of it. */
  readonly isDigested: boolean;
  /** Whether code signs with it. */
  readonly isSigned: boolean;
  /** Whether callers of the program choose where the code takes it. */
  readonly isChosen?: boolean;
  /** The well-known bundled package whose code does all of it; null if none does. */
  readonly of?: string | null;
}

/** A hit before all of the program is known. */
export interface FoundHit extends Omit<
  BehaviourHit,
  'isFixed' | 'isBare' | 'isBlank' | 'isDigested' | 'isSigned'
> {
  /** What sends: a module, or a function of the runtime. */
  readonly sender: string;
  /** The call's second argument. */
  readonly second: FlowNode | null;
}
