// Calls the handler of one of our own programs with each event, in a process of its own.
import { createRequire } from 'node:module';

const [file, texts] = process.argv.slice(2);
const { handler } = createRequire(import.meta.url)(file);
let remaining = 15_000;
const context = {
  awsRequestId: '00000000-0000-0000-0000-000000000000',
  functionName: 'sample',
  // Less from call to call, so that loops over it end.
  getRemainingTimeInMillis: () => (remaining -= 1000),
};
for (const { mayFail, ...event } of JSON.parse(texts)) {
  try {
    process.stdout.write(`${JSON.stringify(await handler(event, context)) ?? 'null'}\n`);
  } catch (error) {
    process.stderr.write(`${error.stack}\n`);
    if (!mayFail) process.exitCode = 1;
  }
}
