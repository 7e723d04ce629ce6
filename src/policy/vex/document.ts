import type { z } from 'zod';
import { ScanError } from '../../model/index.js';
import type { VexIdentity } from '../vex-statement.js';

/** Refuses an invalid or useless document. */
export function wrongVex(name: string, why: string, cause?: unknown): ScanError {
  return new ScanError('config', `The VEX document ${name} cannot be used: ${why}.`, {
    hint: 'Correct it, or leave it out: OpenVEX 0.2.0 and CSAF 2.0 in JSON are read.',
    cause,
  });
}

/** A document, parsed by its schema. @throws ScanError that names the first invalid part. */
export function checked<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  name: string,
): z.infer<Schema> {
  const { data, error } = schema.safeParse(value);
  if (data !== undefined) return data;
  const [issue] = error?.issues ?? [];
  const where = issue?.path.map(String).join('.') || 'it';
  throw wrongVex(name, `${where} is missing or wrong (${issue?.message ?? ''})`, error);
}

/** How a product is named: an id that is a purl is one. */
export function identityOf(ids: readonly string[], sha256: readonly string[]): VexIdentity {
  return {
    purls: ids.filter((id) => id.startsWith('pkg:')),
    names: ids.filter((id) => !id.startsWith('pkg:')),
    sha256: sha256.map((hash) => hash.toLowerCase()),
  };
}

/** A date-time in UTC, so that times compare as text. */
export function inUtc(dateTime: string): string {
  return new Date(dateTime).toISOString();
}
