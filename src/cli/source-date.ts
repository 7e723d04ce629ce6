import { ScanError } from '../model/index.js';

/** The last second that a date can hold. https://tc39.es/ecma262/#sec-time-values-and-time-range */
const MAX_SECONDS = 8_640_000_000_000;

/**
 * The time that reports contain instead of the scan's own, so that equal input gives equal bytes; undefined without
 * one. Expiry dates and the age of data still follow the clock.
 * https://reproducible-builds.org/specs/source-date-epoch/
 * @throws ScanError for an invalid time.
 */
export function sourceDate(
  { SOURCE_DATE_EPOCH: epoch }: Readonly<Record<string, string | undefined>> = process.env,
): Date | undefined {
  if (epoch === undefined || epoch === '') return undefined;
  if (/^\d+$/.test(epoch) && Number(epoch) <= MAX_SECONDS) return new Date(Number(epoch) * 1000);
  throw new ScanError('usage', `SOURCE_DATE_EPOCH is not a time: ${epoch}.`, {
    hint: 'Set it to seconds since 1970, as `date +%s` prints them, or unset it.',
  });
}
