import { z } from 'zod';
import { entriesOf, field, recordOf } from '../../templates/index.js';

const packageSchema = z
  .object({ artifact: z.string().optional().catch(undefined) })
  .optional()
  .catch(undefined);

const namedPackage = z.object({ name: z.string().optional().catch(undefined), package: packageSchema });

/** The parts that we read of `serverless-state.json`, which the Serverless Framework writes with every package. */
const stateSchema = z.object({
  service: z.object({
    provider: z.object({ region: z.string().optional().catch(undefined) }).catch({}),
    functions: z.unknown().optional(),
    layers: z.unknown().optional(),
  }),
  package: packageSchema,
});

/** What the state adds to the compiled template. */
export interface ServerlessState {
  readonly region: string | null;
  /** Artifact of all functions that have none of their own; path as written. */
  readonly sharedArtifact: string | null;
  /** The configuration's key of each function by its logical id. */
  readonly functionKeys: ReadonlyMap<string, string>;
  /** Function name or layer's logical id → path of its own artifact as written. */
  readonly ownArtifacts: ReadonlyMap<string, string>;
  /** The compiled CloudFormation template that the state repeats; null when it does not. */
  readonly template: object | null;
}

/** Serverless' name for a key in logical ids: `store-it` → `StoreDashit`. */
function normalised(key: string): string {
  return key.charAt(0).toUpperCase() + key.slice(1).replaceAll('-', 'Dash').replaceAll('_', 'Underscore');
}

function functionId(key: string): string {
  return `${normalised(key)}LambdaFunction`;
}

function ownArtifacts(entries: readonly [string, unknown][], idOf: (key: string, name?: string) => string) {
  return entries.flatMap(([key, value]): [string, string][] => {
    const { data } = namedPackage.safeParse(value);
    const artifact = data?.package?.artifact;
    return artifact ? [[idOf(key, data.name), artifact]] : [];
  });
}

/** The state in parsed JSON; null when it is none. */
export function serverlessStateOf(json: unknown): ServerlessState | null {
  const { data } = stateSchema.safeParse(json);
  if (!data) return null;
  const { service } = data;
  return {
    region: service.provider.region ?? null,
    sharedArtifact: data.package?.artifact ?? null,
    functionKeys: new Map(entriesOf(service.functions).map(([key]) => [functionId(key), key])),
    ownArtifacts: new Map([
      ...ownArtifacts(entriesOf(service.functions), functionId),
      ...ownArtifacts(entriesOf(service.layers), (key) => `${normalised(key)}LambdaLayer`),
    ]),
    template: recordOf(field(field(field(json, 'service'), 'provider'), 'compiledCloudFormationTemplate')),
  };
}
