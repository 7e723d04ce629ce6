import { z } from 'zod';

const text = z.string().nullish().catch(null);

/**
 * `.vc-config.json` of a function folder; unknown fields are ignored.
 * https://vercel.com/docs/build-output-api/primitives#serverless-function-configuration
 */
export const functionConfigSchema = z.object({
  runtime: text,
  handler: text,
  /** Edge functions have this instead of `handler`. */
  entrypoint: text,
  architecture: text,
  /** Path in the function → path in the project, for files that the build did not copy. */
  filePathMap: z.record(z.string(), z.string()).nullish().catch(null),
  environment: z.record(z.string(), z.unknown()).nullish().catch(null),
  envVarsInUse: z.array(z.string()).nullish().catch(null),
});

export type FunctionConfig = z.infer<typeof functionConfigSchema>;
