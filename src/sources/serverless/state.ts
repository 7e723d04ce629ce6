import { z } from 'zod';
import { entriesOf, fieldAt, recordOf } from '../../templates/index.js';
import { functionIdOf, layerIdOf } from './logical-names.js';
import { resolveReferences } from './references.js';

const packageSchema = z
  .object({ artifact: z.string().optional().catch(undefined) })
  .optional()
  .catch(undefined);

const namedPackage = z.object({ name: z.string().optional().catch(undefined), package: packageSchema });

/** The fields that we read of `serverless-state.json`, which the Serverless Framework writes with every package. */
const stateSchema = z.object({
  service: z.object({
    provider: z.object({ region: z.string().optional().catch(undefined) }).catch({}),
    functions: z.unknown().optional(),
    layers: z.unknown().optional(),
  }),
  package: packageSchema,
});

/** Facts of the state that the compiled template lacks. */
export interface ServerlessState {
  readonly region: string | null;
  /** Path as written of the artifact that functions without their own share. */
  readonly sharedArtifact: string | null;
  /** Logical id of a function → its key in the configuration. */
  readonly functionKeys: ReadonlyMap<string, string>;
  /** Function name, or logical id of a layer → path as written of its own artifact. */
  readonly ownArtifacts: ReadonlyMap<string, string>;
  /** The compiled CloudFormation template, if the state contains a copy; else null. */
  readonly template: object | null;
}

function ownArtifacts(entries: readonly [string, unknown][], idOf: (key: string, name?: string) => string) {
  return entries.flatMap(([key, value]): [string, string][] => {
    const { data } = namedPackage.safeParse(value);
    const artifact = data?.package?.artifact;
    return artifact ? [[idOf(key, data.name), artifact]] : [];
  });
}

/** Reads the state from parsed JSON, whose references it resolves in place; null when the JSON is not a state. */
export function serverlessStateOf(json: unknown): ServerlessState | null {
  const { data } = stateSchema.safeParse(json);
  if (!data) return null;
  const { service } = data;
  const template = recordOf(fieldAt(json, 'service', 'provider', 'compiledCloudFormationTemplate'));
  resolveReferences(template, json);
  return {
    region: service.provider.region ?? null,
    sharedArtifact: data.package?.artifact ?? null,
    functionKeys: new Map(entriesOf(service.functions).map(([key]) => [functionIdOf(key), key])),
    ownArtifacts: new Map([
      ...ownArtifacts(entriesOf(service.functions), functionIdOf),
      ...ownArtifacts(entriesOf(service.layers), layerIdOf),
    ]),
    template,
  };
}
