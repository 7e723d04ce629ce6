import type { Evaluation, Running, Values } from './flow-state.js';

/** What a name means where code stands: `models.Order`, `self.is_valid`. */
export function meaningAt(evaluation: Evaluation, path: string, running: Running): Values {
  const [first = '', ...members] = path.split('.');
  return members.reduce<Values>(
    (values, member) => values.flatMap((value) => [...evaluation.read(value, member, running)]),
    evaluation.lookUp(first, running.scope),
  );
}
