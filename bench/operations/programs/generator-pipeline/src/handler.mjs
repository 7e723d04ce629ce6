import { run } from './run.mjs';
import { plan } from './plan.mjs';

export const handler = async ({ customer, dryRun = false }) => {
  const outcome = await run(plan(customer));
  return dryRun ? null : outcome;
};
