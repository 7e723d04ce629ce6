// What a report says of the settings of a function, in the words of the sets.

/** Our rules in the words of the set. */
const WORDS = {
  'public-url': 'public-url-no-auth',
  'open-permission': 'permission-star',
  'environment-secret': 'secret-env',
  'public-without-limit': 'no-reserved-concurrency',
  'long-timeout': 'long-timeout-public',
  'runtime-end': 'deprecated-runtime',
  'api-without-authorizer': 'api-no-authorizer',
  'no-tracing': 'tracing-off',
  'no-dead-letters': 'no-dlq',
};

/** Names of the functions of a plan of Terraform, by address. */
function plannedNames(text) {
  if (!text.includes('"planned_values"')) return new Map();
  const all = ({ resources = [], child_modules = [] } = {}) => [...resources, ...child_modules.flatMap(all)];
  const resources = all(JSON.parse(text).planned_values.root_module);
  return new Map(resources.map(({ address, values }) => [address, values?.function_name]));
}

/** A function by its logical id, or by the line that declares it. */
export function functionAt(functions, id, text) {
  const planned = plannedNames(text).get(id);
  const exact = functions.find(({ name }) => name === planned || name === id || name.endsWith(`-${id}`));
  if (exact) return exact;
  const line = text.split('\n').findIndex((each) => each.includes(`${id}:`) || each.includes(`"${id}"`)) + 1;
  return (
    functions.find((fn) => fn.id.endsWith(id) || fn.name.includes(id) || id.endsWith(`.${fn.name}`)) ??
    functions.find(({ declaredIn }) => Math.abs((declaredIn?.line ?? -9) - line) <= 1)
  );
}

/** What a report says of the settings of a function, in the words of the set, and in which line. */
export function saidOf({ findings = [], problems = [] } = {}) {
  const rules = findings.filter(({ kind }) => kind === 'configuration' || kind === 'runtime');
  const notes = problems.filter(({ code }) => code === 'setting');
  return [
    ...rules.map(({ rule, evidence }) => ({ rule, line: evidence[0]?.line })),
    ...notes.map(({ message }) => ({
      rule: message.split(':')[0],
      line: Number(/:(\d+)\)\.$/.exec(message)?.[1]),
    })),
  ].map(({ rule, line }) => ({ rule: WORDS[rule] ?? rule, line }));
}
