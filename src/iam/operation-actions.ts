import { actionFacts } from './action-table.js';
import { OPERATION_EXCEPTIONS, type OperationException } from './operation-exceptions.js';
import { lazily, readTable } from './read-table.js';

/** Facts about a service's operations, from its model. */
interface ServiceModel {
  /** IAM's prefix. */
  readonly prefix: string;
  /** Operations that are not signed: they need no permission. */
  readonly unsigned?: readonly string[];
  /** API Gateway's actions are verbs of HTTP: by operation. */
  readonly verbs?: Readonly<Record<string, string>>;
}

interface OperationTable {
  readonly source: string;
  readonly services: Readonly<Record<string, ServiceModel>>;
}

const operationTable = lazily(() => readTable('operations') as OperationTable);

const exceptions = lazily(() => {
  const rows = OPERATION_EXCEPTIONS.flatMap((row) =>
    row.operations.split(' ').map((operation) => [`${row.service}:${operation}`, row] as const),
  );
  return new Map<string, OperationException>(rows);
});

export interface OperationActions {
  /** Spelled as AWS does; empty if the operation needs no permission. */
  readonly actions: readonly string[];
  /** False if the table of AWS's actions lacks them: the operation is newer than the table, or of an unknown service. */
  readonly known: boolean;
}

const NONE: OperationActions = { actions: [], known: true };

function modelOf(service: string): ServiceModel | null {
  const { services } = operationTable();
  return Object.hasOwn(services, service) ? (services[service] ?? null) : null;
}

function byRule({ prefix, unsigned = [], verbs = {} }: ServiceModel, operation: string): OperationActions {
  if (unsigned.includes(operation)) return NONE;
  const name = Object.hasOwn(verbs, operation) ? verbs[operation] : operation;
  const action = `${prefix}:${name}`;
  const facts = actionFacts(action);
  return { actions: [facts?.action ?? action], known: facts !== null };
}

/**
 * The actions that an operation needs: by its exception, else the action of its own name. An operation that is newer than the tables
 * gets the name that its action would have, marked as not known.
 * @param service id as in OperationUse.
 */
export function operationActions(service: string, operation: string): OperationActions {
  const exception = exceptions().get(`${service}:${operation}`);
  if (exception) {
    const text = exception.actions.replace('{operation}', operation);
    return { actions: text === '' ? [] : text.split(' '), known: true };
  }
  const model = modelOf(service);
  return model ? byRule(model, operation) : { actions: [`${service}:${operation}`], known: false };
}
