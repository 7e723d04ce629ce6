// https://github.com/opencontainers/image-spec/blob/v1.1.0/descriptor.md, image-index.md, manifest.md, config.md;
// https://github.com/moby/docker-image-spec/blob/main/v1.2.md#combined-image-json--filesystem-changeset-format
import { z } from 'zod';

const Platform = z.object({ os: z.string(), architecture: z.string() });

const Descriptor = z.object({
  mediaType: z.string().default(''),
  digest: z.string().regex(/^(?:sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$/),
  /** Bytes. The blob is read to its own end, but an impossible size is rejected. */
  size: z.int().nonnegative().nullish(),
  platform: Platform.nullish(),
});
export type Descriptor = z.infer<typeof Descriptor>;

export const ImageIndex = z.object({ manifests: z.array(Descriptor) });
export type ImageIndex = z.infer<typeof ImageIndex>;

export const ImageManifest = z.object({ config: Descriptor, layers: z.array(Descriptor) });

/** `manifest.json` of `docker save`: one element an image. */
export const DockerManifest = z.array(z.object({ Config: z.string(), Layers: z.array(z.string()) })).min(1);

/** In images of old writers, a list may be null and a command may be a single text. */
const Words = z
  .union([z.array(z.string()), z.string().transform((word) => [word])])
  .nullish()
  .transform((words) => words ?? []);

export const Configuration = z.object({
  architecture: z.string().nullish(),
  config: z
    .object({
      Entrypoint: Words,
      Cmd: Words,
      Env: Words,
      WorkingDir: z.string().nullish(),
      Healthcheck: z.object({ Test: Words }).nullish().catch(null),
    })
    .nullish(),
  rootfs: z.object({ diff_ids: z.array(z.string()).nullish() }).nullish(),
});
export type Configuration = z.infer<typeof Configuration>;
