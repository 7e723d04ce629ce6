import type { AnyNode } from 'acorn';
import type { FlowNode, Unit } from '../../program/index.js';

export interface Operation {
  readonly service: string;
  readonly operation: string;
}

/** Where code uses an operation. */
export interface UsePlace {
  readonly node: AnyNode;
  readonly unit: Unit;
}

/** A use of an operation. */
export interface OperationUsed extends Operation {
  /** Null where the code is not the program's. */
  readonly place: UsePlace | null;
  /** The parameters; null where code does not show them. */
  readonly input: FlowNode | null;
}

/** The operations that code uses, and why there may be more. */
export class OperationUses {
  readonly uses: OperationUsed[] = [];
  readonly reasons = new Set<string>();
  private readonly seen = new Map<AnyNode | null, Set<string>>();

  add(operation: Operation, place: UsePlace | null, input: FlowNode | null): void {
    const key = `${operation.service}:${operation.operation}`;
    const node = place?.node ?? null;
    const known = this.seen.get(node) ?? new Set();
    this.seen.set(node, known);
    if (known.has(key)) return;
    known.add(key);
    this.uses.push({ ...operation, place, input });
  }
}
