// The sources of an application, made from its list of uses.

/** @param {string} specifier */
const wordOf = (specifier) => specifier.replaceAll(/[^a-zA-Z0-9]+/g, '_').replace(/^_|\.js$/g, '');

/** The names that an import clause binds. */
function boundNames(clause) {
  const [, namespace] = /^\* as (\w+)$/.exec(clause) ?? [];
  if (namespace) return [namespace];
  return clause
    .replaceAll(/[{}]/g, '')
    .split(',')
    .map((part) => part.trim().split(' as ').at(-1));
}

/** One step of the handler: what it imports and what it does with it. */
function stepOf([specifier, clause], index) {
  const word = `${wordOf(specifier)}${index}`;
  if (clause === 'default') return { word, imports: `import ${word} from '${specifier}';`, values: word };
  if (clause === 'dynamic') return { word, imports: '', values: `await import('${specifier}')` };
  if (clause === 'require') return { word, imports: '', values: `legacy.${word}` };
  return {
    word,
    imports: `import ${clause} from '${specifier}';`,
    values: boundNames(clause).join(', '),
  };
}

function stepSource({ word, values }) {
  return `async function run_${word}(event, trace) {
  const values = [${values}];
  trace.push({ step: '${word}', kinds: values.map((value) => typeof value) });
  return values.map((value) => (typeof value === 'function' ? value : Object.keys(value))).length > event.limit;
}`;
}

/** @returns {Map<string, string>} path below the application → text; `src/index.mjs` is the entry */
export function sourcesOf({ id, uses }) {
  const steps = Object.entries(uses).map(stepOf);
  const required = Object.entries(uses)
    .map(([specifier, clause], index) => ({ specifier, clause, word: steps[index].word }))
    .filter(({ clause }) => clause === 'require');
  const imports = steps.map((step) => step.imports).filter((text) => text !== '');
  if (required.length > 0) imports.push("import legacy from './legacy.cjs';");
  const entry = `${imports.join('\n')}
import { settingsOf } from './settings.mjs';

${steps.map(stepSource).join('\n\n')}

export async function handler(event, context) {
  const settings = settingsOf(context, process.env);
  const trace = [];
  const request = { ...event, limit: settings.limit ?? 3 };
${steps.map(({ word }) => `  if (await run_${word}(request, trace)) console.log(\`${id}: ${word} \${trace.length}\`);`).join('\n')}
  return { statusCode: 200, headers: { 'x-${id}': settings.stage }, body: JSON.stringify(trace) };
}
`;
  const settings = `export class SettingsError extends Error {
  static code = 'E_${id.toUpperCase()}';
}

export function settingsOf(context, env) {
  const stage = context?.invokedFunctionArn?.split(':').at(-1) ?? env.${id.replaceAll('-', '_').toUpperCase()}_STAGE;
  if (stage === undefined) throw new SettingsError('${id} does not know its stage');
  return { stage, limit: Number(env.STEP_LIMIT ?? 3), table: \`${id}-\${stage}-table\` };
}
`;
  const sources = new Map([
    ['src/index.mjs', entry],
    ['src/settings.mjs', settings],
  ]);
  if (required.length > 0) {
    const lines = required.map(({ specifier, word }) => `  ${word}: require('${specifier}'),`);
    sources.set('src/legacy.cjs', `module.exports = {\n${lines.join('\n')}\n};\n`);
  }
  return sources;
}
