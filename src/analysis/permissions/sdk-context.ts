import type { FlowNode, ObjectToken, Flow, Token } from '../../program/index.js';
import type { Operation, OperationUses, UsePlace } from './operation-uses.js';
import type { SdkMarks } from './sdk-marks.js';
import type { UnfollowedMethods } from './unfollowed-methods.js';

/** Where an operation is used, and the parameters that it gets. */
export interface UseOf {
  readonly place: UsePlace | null;
  readonly input: FlowNode | null;
}

/** What the parts that know one kind of SDK share. */
export interface SdkContext {
  readonly uses: OperationUses;
  readonly marks: SdkMarks;
  readonly unfollowed: UnfollowedMethods;
  /** Whether a value is the class of a command. */
  isCommand(token: Token): token is ObjectToken;
  /** Notes that code uses an operation, or the operation of a command's class. */
  use(flow: Flow, of: Operation | ObjectToken, where: UseOf): void;
}
