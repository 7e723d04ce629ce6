import { z } from 'zod';

const names = z.record(z.string(), z.string()).catch({});

const signature = z.object({ keyid: z.string(), sig: z.string() });

/** One version of an abbreviated packument: https://github.com/npm/registry/blob/main/docs/responses/package-metadata.md */
export const listedVersion = z.object({
  name: z.string(),
  version: z.string(),
  dependencies: names.optional(),
  optionalDependencies: names.optional(),
  bin: z
    .union([z.string(), z.record(z.string(), z.unknown())])
    .optional()
    .catch(undefined),
  hasInstallScript: z.boolean().optional().catch(undefined),
  // Some registries give whole manifests where the abbreviated ones were requested.
  scripts: z.record(z.string(), z.unknown()).optional().catch(undefined),
  dist: z.object({
    tarball: z.string(),
    integrity: z.string().optional(),
    shasum: z.string().optional(),
    signatures: z.array(signature).optional().catch(undefined),
    attestations: z.unknown().optional(),
  }),
});

/** The fields of a version with its tarball's address and its dependencies. */
export const release = z.object({
  version: z.string(),
  dependencies: names.optional(),
  optionalDependencies: names.optional(),
  bin: z.unknown().optional(),
  peerDependencies: names.optional(),
  peerDependenciesMeta: z
    .record(z.string(), z.object({ optional: z.boolean().optional() }).catch({}))
    .optional()
    .catch(undefined),
  dist: z.object({
    tarball: z.string(),
    integrity: z.string().optional(),
    shasum: z.string().optional(),
  }),
});

export type ListedRelease = z.infer<typeof release>;

export type ListedVersion = z.infer<typeof listedVersion>;

export const packument = z.object({ versions: z.record(z.string(), z.unknown()) });

/** https://docs.npmjs.com/about-registry-signatures */
export const registryKeys = z.object({
  keys: z.array(z.object({ keyid: z.string(), keytype: z.string(), key: z.string() })),
});

export type RegistryKey = z.infer<typeof registryKeys>['keys'][number];
