import type { ImageConfig } from '../../model/index.js';
import type { Configuration } from './schema.js';

/** What of a configuration reports may hold: of environment variables the names, never the values. */
export function imageConfig({ architecture, config }: Configuration): ImageConfig {
  return {
    entrypoint: config?.Entrypoint ?? [],
    command: config?.Cmd ?? [],
    workingDirectory: config?.WorkingDir || null,
    architecture: architecture || null,
    environment: (config?.Env ?? [])
      .map((variable) => variable.split('=', 1)[0] ?? '')
      .filter((name) => name !== ''),
  };
}
