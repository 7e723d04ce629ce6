import { z } from 'zod';

const text = z.string().catch('');
const texts = z.array(z.string()).catch([]);

/** https://github.com/conda/schemas, and what an installer adds: the files, and what its user asked for. */
export const condaRecord = z.object({
  name: z.string().min(1),
  version: z.string().min(1),
  build: text,
  channel: text,
  subdir: text,
  fn: text,
  license: text,
  depends: texts,
  files: texts,
  /** What the user asked for; Conda 25.9 and later write a list. */
  requested_spec: text,
  requested_specs: texts,
});
export type CondaRecord = Readonly<z.infer<typeof condaRecord>>;
