import type { ImageConfig } from '../../model/index.js';
import { environmentHooksOf } from '../../environment-hooks/index.js';
import type { Configuration } from './schema.js';

/** Splits `NAME=value` into name and value. */
function variableOf(text: string): [string, string] {
  const at = text.indexOf('=');
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

/**
 * The command line of a health check. https://github.com/moby/docker-image-spec/blob/main/spec.md#image-json-field-descriptions
 */
function healthCheckOf([form, ...words]: readonly string[]): readonly string[] {
  if (form === 'CMD') return words;
  return form === 'CMD-SHELL' ? ['/bin/sh', '-c', ...words] : [];
}

const NOTHING = { Entrypoint: [], Cmd: [], Env: [], Healthcheck: null, WorkingDir: null };

/** The parts of a configuration that reports may contain. Of environment variables these are the names and the startup hooks, never the values. */
export function imageConfig({ architecture, config }: Configuration): ImageConfig {
  const { Entrypoint, Cmd, Env, Healthcheck, WorkingDir } = config ?? NOTHING;
  const variables = Env.map(variableOf).filter(([name]) => name !== '');
  return {
    entrypoint: Entrypoint,
    command: Cmd,
    healthCheck: healthCheckOf(Healthcheck?.Test ?? []),
    workingDirectory: WorkingDir || null,
    architecture: architecture || null,
    environment: variables.map(([name]) => name),
    environmentHooks: environmentHooksOf(variables, '/'),
  };
}
