import { PLAIN, type CallSite, type Flow, type PropertyRead } from '../../program/index.js';
import type { SdkContext } from './sdk-context.js';
import type { SdkMark } from './sdk-marks.js';
import { documentOperation, operationOfMethod } from './sdk-names.js';
import { waiterOperation } from './waiter-operations.js';

/** Members of clients that perform no operation. */
const NO_OPERATION = new Set(
  `send config middlewareStack destroy constructor then catch finally toString on once off emit endpoint
  customizeRequests setupRequestListeners makeUnauthenticatedRequest createSet service options api
  addListener removeListener addNamedListener isGlobalEndpoint translator attrValue`.split(/\s+/),
);

/** Operations of `upload` of version 2, which is no operation itself. */
export const MANAGED_UPLOAD = [
  'PutObject',
  'CreateMultipartUpload',
  'UploadPart',
  'CompleteMultipartUpload',
  'AbortMultipartUpload',
];

const OPERATION = /^[A-Z][A-Za-z\d]{1,120}$/;

/** Methods of version 2 whose first argument names an operation. */
const NAMES_OPERATION = new Set(['getSignedUrl', 'getSignedUrlPromise', 'makeRequest']);

type MethodMark = Extract<SdkMark, { readonly kind: 'method' }>;

function isOfDocuments({ style }: MethodMark): boolean {
  return style === 'document' || style === 'older-document';
}

interface Effect {
  readonly operations: readonly string[];
  /** Index of the argument with the parameters. */
  readonly input: number;
}

/** The operation of a method that pages through results or waits; null of other methods. */
function loopOperation({ service, name }: MethodMark): string | null {
  const [, paged] = /^paginate([A-Z]\w*)$/.exec(name) ?? [];
  if (paged !== undefined) return paged;
  const [, state] = /^wait(?:Until|For)([A-Z]\w*)$/.exec(name) ?? [];
  return state === undefined ? null : waiterOperation(service, state);
}

function plainEffect(mark: MethodMark): Effect {
  const operation = loopOperation(mark) ?? operationOfMethod(mark.name);
  return { operations: [isOfDocuments(mark) ? documentOperation(operation) : operation], input: 0 };
}

/** What calling a method of a client does, if its name says it. */
function effectOf(mark: MethodMark): Effect {
  const { service, name, style } = mark;
  if (style === 'older' && service === 's3') {
    if (name === 'upload') return { operations: MANAGED_UPLOAD, input: 0 };
    if (name === 'createPresignedPost') return { operations: ['PutObject'], input: 0 };
  }
  return plainEffect(mark);
}

function callMethod(
  domain: SdkContext,
  flow: Flow,
  { site, mark }: { site: CallSite; mark: MethodMark },
): void {
  const { service, name, style } = mark;
  const place = { node: site.node, unit: site.scope.owner };
  flow.propagation.add(site.result, PLAIN);
  const [first, second] = site.args;
  const isByName = style === 'older' && (NAMES_OPERATION.has(name) || name === 'waitFor');
  if (!isByName) {
    const { operations, input } = effectOf(mark);
    for (const operation of operations)
      domain.use(flow, { service, operation }, { place, input: site.args[input] ?? null });
    return;
  }
  if (!first) return;
  flow.propagation.listen(first, (token) => {
    if (token.kind !== 'text') {
      domain.uses.reasons.add(`a name of an operation is computed (${service}.${name})`);
      return;
    }
    const operation =
      name === 'waitFor' ? waiterOperation(service, token.text) : operationOfMethod(token.text);
    if (operation && OPERATION.test(operation))
      domain.use(flow, { service, operation }, { place, input: second ?? null });
  });
}

/** The effect of calling a value with a mark. */
export function callMark(
  domain: SdkContext,
  flow: Flow,
  { site, mark }: { site: CallSite; mark: SdkMark },
): boolean {
  const place = { node: site.node, unit: site.scope.owner };
  if (mark.kind === 'operation') {
    domain.use(flow, mark.of, { place, input: site.args[mark.input] ?? null });
    flow.propagation.add(site.result, PLAIN);
  } else if (mark.kind === 'class')
    flow.propagation.add(site.result, domain.marks.token({ ...mark, kind: 'client' }));
  else if (mark.kind === 'method') callMethod(domain, flow, { site, mark });
  // Callbacks of version 2, and options with functions.
  for (const value of site.args)
    flow.propagation.listen(value, (token) => {
      flow.escape(token, PLAIN);
    });
  return true;
}

/** What reading a property of a value with a mark gives. */
export function readMark(
  domain: SdkContext,
  flow: Flow,
  { read, mark }: { read: PropertyRead; mark: SdkMark },
): boolean {
  const { name, out } = read;
  if (mark.kind === 'class') {
    const isDocument = mark.service === 'dynamodb' && name === 'DocumentClient';
    const found = isDocument ? ({ ...mark, style: 'older-document' } as const) : null;
    flow.propagation.add(out, found ? domain.marks.token(found) : PLAIN);
    return true;
  }
  if (mark.kind !== 'client') return false;
  const { service, style } = mark;
  const isMethod = style !== 'plain' && !NO_OPERATION.has(name);
  flow.propagation.add(out, isMethod ? domain.marks.token({ kind: 'method', service, style, name }) : PLAIN);
  if (name === 'then' || name === 'catch') return false;
  return true;
}
