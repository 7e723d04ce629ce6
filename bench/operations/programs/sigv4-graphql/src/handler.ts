import { query } from './graphql';

const TODOS = 'query Todos($owner: ID!) { todos(owner: $owner) { id title } }';

export const handler = async (event: { owner: string }) => {
  const { todos } = await query<{ todos: { id: string; title: string }[] }>(TODOS, { owner: event.owner });
  return todos;
};
