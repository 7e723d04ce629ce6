import type { FlowNode } from '../../program/index.js';
import type { CodeSpan, TakenMark } from './marks.js';

/** Something of a kind that code takes somewhere. */
export interface BehaviourHit {
  readonly mark: TakenMark;
  /** Kind of the sink. */
  readonly to: string;
  readonly code: CodeSpan;
  /** Whether the call is given an address that the code holds, or, if it takes none, what sends is. */
  readonly isFixed: boolean;
  /** Whether such an address is a bare number. */
  readonly isBare: boolean;
  /** Whether the code holds what the call is given beside it. */
  readonly isBlank: boolean;
  /** Whether code makes a digest of it. */
  readonly isDigested: boolean;
  /** Whether code signs with it. */
  readonly isSigned: boolean;
  /** Whether callers of the program choose where the code takes it. */
  readonly isChosen?: boolean;
  /** The bundled package that many know, if its code alone does it. */
  readonly of?: string | null;
}

/** A hit before all of the program is known. */
export interface FoundHit extends Omit<
  BehaviourHit,
  'isFixed' | 'isBare' | 'isBlank' | 'isDigested' | 'isSigned'
> {
  /** What sends: a module, or a function of the runtime. */
  readonly sender: string;
  /** What the call is given second. */
  readonly second: FlowNode | null;
}
