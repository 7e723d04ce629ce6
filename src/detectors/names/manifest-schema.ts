import { z } from 'zod';

const dependencies = z.record(z.string(), z.string()).optional().catch(undefined);

/** The fields of a package.json that name its home and its dependencies. */
export const manifestSchema = z.object({
  homepage: z.string().optional().catch(undefined),
  repository: z
    .union([z.string(), z.object({ url: z.string() }).transform(({ url }) => url)])
    .optional()
    .catch(undefined),
  dependencies,
  optionalDependencies: dependencies,
  peerDependencies: dependencies,
  devDependencies: dependencies,
});
export type Manifest = z.infer<typeof manifestSchema>;
