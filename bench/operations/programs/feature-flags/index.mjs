import { flagsFrom } from './flags.mjs';

export const handler = async (event) => {
  const flags = await flagsFrom(process.env.FLAG_SOURCE);
  return { enabled: Boolean(flags[event.flag]?.enabled ?? flags[event.flag]) };
};
