import { load, save } from './objects.mjs';
import { counter } from './counter.mjs';

export const handler = async ({ key, text }) => {
  if (text !== undefined) await save(key, text);
  const views = await counter(key);
  return { text: await load(key), views };
};
