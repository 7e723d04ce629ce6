/** Why a scan could not start or go on at all. Everything smaller is a Problem. */
export type ScanErrorCode =
  'usage' | 'config' | 'not-found' | 'nothing-to-scan' | 'data' | 'network' | 'interrupted';

/** Thrown for errors that a person can act on; anything else thrown is a bug. */
export class ScanError extends Error {
  readonly code: ScanErrorCode;
  /** What to do about it, one sentence. */
  readonly hint: string;

  constructor(
    code: ScanErrorCode,
    message: string,
    details: { readonly hint: string; readonly cause?: unknown },
  ) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'ScanError';
    this.code = code;
    this.hint = details.hint;
  }
}
