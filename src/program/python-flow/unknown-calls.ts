import { NO_ARGUMENTS, type Evaluation, type FlowState, type KnownCall, type Values } from './flow-state.js';
import type { CallArguments, PythonValue } from './python-value.js';

/** What code that gets an object may call: a `with` statement, a callback. */
const CALLED_ON_OBJECTS = ['__enter__', '__aenter__', '__exit__', '__aexit__', '__call__'];

function isCallable({ kind }: PythonValue): boolean {
  return kind === 'function' || kind === 'partial' || kind === 'class';
}

/** The arguments that stand behind a function: `pool.submit(f, x)`, `pool.map(f, list)`. */
function behind(
  evaluation: Evaluation,
  others: readonly Values[],
  { node, scope }: KnownCall,
): readonly Values[] {
  return others.map((values) => [
    ...values,
    ...evaluation.elements(
      values.filter(({ kind }) => kind === 'object'),
      { node, scope },
    ),
  ]);
}

/** `Thread(target=f, args=(a,), kwargs={'b': c})` */
function handedArguments({ named }: CallArguments): CallArguments {
  const slots = (name: string): readonly (readonly [string, Values])[] =>
    (named.get(name) ?? []).flatMap((value) =>
      value.kind === 'object'
        ? [...value.slots].map(([key, cell]) => [key, [...cell.values.values()]] as const)
        : [],
    );
  return { positional: slots('args').map(([, values]) => values), named: new Map(slots('kwargs')) };
}

/** What unknown code may return of its arguments: objects, and what a generator yields. Texts are not what it returns. */
function returned(evaluation: Evaluation, values: Values, { node, scope }: KnownCall): Values {
  const passed = values.filter(({ kind }) => kind !== 'text' && kind !== 'environment' && kind !== 'affix');
  const yielded = passed.filter(({ key }) => key.startsWith('object:yield'));
  return [...passed, ...evaluation.elements(yielded, { node, scope })];
}

/**
 * Code that is not followed may call what it gets: the first argument by those behind it, others with the `args` of the call or none.
 * @returns what it may return.
 */
export function callByUnknown(flow: FlowState, evaluation: Evaluation, known: KnownCall): Values {
  const {
    positional: [first = [], ...others],
    named,
  } = known.args;
  // Functions of Python itself, such as `isinstance`, make no instances.
  const isOutside = known.callees.length > 0;
  const call = (value: PythonValue, args: CallArguments): Values => {
    if (!isCallable(value) || (value.kind === 'class' && !isOutside)) return [];
    return evaluation.call({ ...known, callees: [value], args });
  };
  const behindFirst = { positional: behind(evaluation, others, known), named };
  const results = first.flatMap((value) => [...call(value, behindFirst)]);
  const rest = [...others.flat(), ...[...named.values()].flat()];
  const handed = handedArguments(known.args);
  const later = new Set(
    [...named].flatMap(([name, values]) => (flow.domain.runsLater?.(name) ? values : [])),
  );
  for (const value of rest) if (!later.has(value)) results.push(...call(value, handed));
  const all = [...first, ...rest];
  for (const value of isOutside ? all : [])
    results.push(...evaluation.callMethods(value, CALLED_ON_OBJECTS, NO_ARGUMENTS));
  flow.budget.spend(results.length);
  return [
    ...new Map([...results, ...returned(evaluation, all, known)].map((each) => [each.key, each])).values(),
  ];
}
