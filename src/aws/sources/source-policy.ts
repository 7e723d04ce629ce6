import { accessByPolicy } from '../../iam/index.js';
import type { Callers } from '../../templates/index.js';

/** A resource policy of a source, as its service returns it. */
export interface SourcePolicy {
  /** JSON; null without a policy. */
  readonly text: string | null;
  /** Actions that cause an event: `sqs:SendMessage`. */
  readonly actions: readonly string[];
  /** Account of the source. */
  readonly account: string;
}

/** Only principals of the account of a source cause its events, by policies of their own. */
export const OWN_ACCOUNT_ONLY: Callers = {
  access: 'service',
  statement: 'its policy lets nobody of other accounts in',
};

const UNREADABLE: Callers = { access: 'unknown', statement: 'its policy could not be read' };

/** API Gateway returns the policy of a REST API with a backslash before each quotation mark. */
function parsed(text: string): unknown {
  for (const form of [text, text.replaceAll('\\"', '"')]) {
    try {
      return JSON.parse(form);
    } catch {
      // The other form may be JSON.
    }
  }
  return null;
}

/** Who a resource policy lets cause events; null if it lets in nobody. */
export function callersByPolicy({ text, actions, account }: SourcePolicy): Callers | null {
  if (text === null || text === '') return null;
  const document = parsed(text);
  if (typeof document !== 'object' || document === null) return UNREADABLE;
  const { Statement } = document as { readonly Statement?: unknown };
  if (Statement === undefined) return UNREADABLE;
  const found = accessByPolicy(Statement, { actions, account });
  return found && { access: found.access, statement: found.words };
}
