import { posix } from 'node:path';
import { z } from 'zod';
import type { Problem, Trigger } from '../../model/index.js';
import { parseJson } from '../../templates/index.js';

const text = z.string().optional().catch(undefined);

const bindingSchema = z.object({
  type: z.string(),
  methods: z.array(z.string()).optional().catch(undefined),
  authLevel: text,
  route: text,
  schedule: text,
  queueName: text,
  topicName: text,
  path: text,
  eventHubName: text,
});

/** `function.json` of the older programming models. https://learn.microsoft.com/azure/azure-functions/functions-reference */
const schema = z.object({
  bindings: z.array(z.unknown()).catch([]),
  scriptFile: text,
  entryPoint: text,
});

type Binding = z.infer<typeof bindingSchema>;

/** Binding type → trigger type. */
const TRIGGERS: ReadonlyMap<string, string> = new Map([
  ['httptrigger', 'http'],
  ['timertrigger', 'schedule'],
  ['queuetrigger', 'queue'],
  ['servicebustrigger', 'queue'],
  ['rabbitmqtrigger', 'queue'],
  ['blobtrigger', 'storage'],
  ['eventhubtrigger', 'stream'],
  ['kafkatrigger', 'stream'],
  ['cosmosdbtrigger', 'stream'],
  ['eventgridtrigger', 'topic'],
]);

function detailOf({ type, route, methods, ...names }: Binding, folder: string): string | null {
  if (type.toLowerCase() === 'httptrigger')
    return `${methods?.join(',').toUpperCase() || 'ANY'} /api/${route ?? folder}`;
  const { schedule, queueName, topicName, path, eventHubName } = names;
  return schedule ?? queueName ?? topicName ?? path ?? eventHubName ?? null;
}

/**
 * Who may call an HTTP trigger. Without a level, callers need the function's key. https://learn.microsoft.com/azure/azure-functions/functions-bindings-http-webhook-trigger
 */
function callersOf({ type, authLevel = 'function' }: Binding): Pick<Trigger, 'access' | 'statement'> {
  if (type.toLowerCase() !== 'httptrigger') return {};
  return authLevel.toLowerCase() === 'anonymous'
    ? { access: 'anyone', statement: 'anybody may call it: authLevel anonymous' }
    : { access: 'authenticated', statement: `callers with a key only: authLevel ${authLevel}` };
}

export interface AzureFunction {
  readonly handler: string | null;
  readonly triggers: readonly Trigger[];
  readonly problems: readonly Problem[];
}

/**
 * Reads a `function.json`.
 * @param folder name of the function's folder.
 * @param path of the file, as Problems name it.
 */
export function readFunctionJson(json: string, folder: string, path: string): AzureFunction {
  const parsed = parseJson(json, path);
  const { data } = schema.safeParse(parsed.data);
  const message = `${path} is not a function's configuration.`;
  const broken: Problem = { code: 'malformed', path, message, affectsCompleteness: false };
  // The code belongs to the app and is read even if this file is broken.
  const problem = parsed.problem ? { ...parsed.problem, affectsCompleteness: false } : broken;
  if (!data) return { handler: null, triggers: [], problems: [problem] };
  const bindings = data.bindings.flatMap((binding) => bindingSchema.safeParse(binding).data ?? []);
  const script = data.scriptFile === undefined ? null : posix.join(folder, data.scriptFile);
  return {
    handler: script && (data.entryPoint ? `${script}#${data.entryPoint}` : script),
    triggers: bindings
      .filter(({ type }) => /trigger$/i.test(type))
      .map((binding) => ({
        type: TRIGGERS.get(binding.type.toLowerCase()) ?? 'other',
        detail: detailOf(binding, folder),
        ...callersOf(binding),
      })),
    problems: [],
  };
}
