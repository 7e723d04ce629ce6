/**
 * Why a call had no answer: `denied` the policy does not allow it · `throttled` still too fast after all retries ·
 * `absent` the object does not exist · `failed` anything else, after retries.
 */
export type RefusalKind = 'denied' | 'throttled' | 'absent' | 'failed';

/** A call without an answer. Its text has AWS's error code and never its message, which may quote the request. */
export class Refusal extends Error {
  readonly kind: RefusalKind;
  /** In IAM's spelling: `lambda:GetPolicy`. */
  readonly action: string;
  /** AWS's word for it: `AccessDeniedException`. */
  readonly code: string;

  constructor(kind: RefusalKind, action: string, code: string) {
    super(`${action}: ${code}`);
    this.name = 'Refusal';
    this.kind = kind;
    this.action = action;
    this.code = code;
  }
}

/** Lambda could not use the customer's key. https://docs.aws.amazon.com/lambda/latest/api/API_GetFunction.html */
export const KEY_ERROR = /^KMS/;

const KINDS: readonly (readonly [RefusalKind, RegExp])[] = [
  [
    'throttled',
    /^(?:TooManyRequests|Throttl|RequestThrottled|RequestLimitExceeded|SlowDown|BandwidthLimit|PriorRequestNot)/,
  ],
  // All errors of a key: the encrypted object exists.
  ['denied', KEY_ERROR],
  [
    'denied',
    /AccessDenied|Unauthorized|^(?:AuthFailure|UnrecognizedClient|InvalidClientTokenId|ExpiredToken|OptInRequired|SignatureDoesNotMatch|IncompleteSignature|AWSOrganizationsNotInUse)/,
  ],
  ['absent', /(?:NotFound|NoSuchEntity|DoesNotExist|NonExistent)/],
];

const KIND_OF_STATUS: ReadonlyMap<number, RefusalKind> = new Map([
  [401, 'denied'],
  [403, 'denied'],
  [404, 'absent'],
  [429, 'throttled'],
]);

/** Longest error code that is believed to be one. */
const MAX_CODE = 80;

function codeOf(error: unknown): string {
  const { name, code } = error as { name?: unknown; code?: unknown };
  const word = typeof code === 'string' ? code : typeof name === 'string' ? name : 'unknown error';
  return word.replaceAll(/[^\w.:-]/g, '').slice(0, MAX_CODE) || 'unknown error';
}

/** The kind of an error of the SDK. https://docs.aws.amazon.com/lambda/latest/api/CommonErrors.html */
export function refusalOf(action: string, error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  const code = codeOf(error);
  const named = KINDS.find(([, pattern]) => pattern.test(code))?.[0];
  const { $metadata } = error as { $metadata?: { httpStatusCode?: number } };
  const kind = named ?? KIND_OF_STATUS.get($metadata?.httpStatusCode ?? 0) ?? 'failed';
  return new Refusal(kind, KEY_ERROR.test(code) ? 'kms:Decrypt' : action, code);
}
