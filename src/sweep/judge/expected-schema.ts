import { z } from 'zod';

const Path = z.string().min(1, 'is empty');

const Sha256 = z
  .string()
  .regex(
    /^(?:(?:sha256:)?[0-9a-fA-F]{64}|[A-Za-z0-9+/]{43}=)$/,
    'is a sha256: 64 hexadecimal digits, or base64 as Lambda shows it',
  );

/** One value, or several of which any may run. */
function oneOrMore(item: typeof Path, message: string) {
  return z.union([item, z.array(item).min(1, 'is empty')], message);
}

const Built = z
  .strictObject({
    zip: oneOrMore(Path, 'is a file, or a list of files')
      .optional()
      .describe('The deployed zip, or several zips any of which may run. Paths are relative to this file.'),
    codeSha256: oneOrMore(Sha256, 'is a sha256 in hexadecimal or base64, or a list of such')
      .optional()
      .describe("CodeSha256 as Lambda shows it, the sha256 of a zip, or an image's digest."),
    lockfile: Path.optional().describe('Lockfile of npm, pnpm, Yarn or Bun that the code was built from.'),
    sbom: Path.optional().describe('SBOM: CycloneDX or SPDX 2, in JSON.'),
  })
  .refine(
    (built) => Object.values(built).some((given) => given !== undefined),
    'does not name what was built: give a zip, codeSha256, lockfile or sbom',
  );

/** The file as users write it. */
export const expectedSchema = z
  .strictObject({
    $schema: z.string().optional().describe('Where editors find this schema.'),
    functions: z
      .record(z.string(), Built)
      .describe(
        'By ARN, account/region/name or name; the last two may hold * and ?. An exact entry wins over globs; of several globs, the first match wins.',
      ),
  })
  .describe('The expected code of functions, for stowaway sweep --expect.');

export type ExpectedFile = z.infer<typeof expectedSchema>;

/** The JSON Schema that editors and other tools read. */
export function expectedJsonSchema(): unknown {
  const { $schema, ...schema } = z.toJSONSchema(expectedSchema, { target: 'draft-2020-12', io: 'input' });
  return { $schema, $id: 'urn:stowaway:expect:v1', title: 'stowaway sweep --expect', ...schema };
}
