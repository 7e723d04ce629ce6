// Stands before moto and decides each request from a policy, as AWS would before the service sees it.
import { createServer, request as startRequest } from 'node:http';
import { isAllowed } from './evaluate-policy.mjs';
import { readRequest } from './read-request.mjs';
import { requirementsOf } from './requirements.mjs';

const bodyOf = async (stream) => {
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
};

const JSON_DENIAL = (message) => ({
  status: 400,
  headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-errortype': 'AccessDeniedException' },
  body: JSON.stringify({ __type: 'AccessDeniedException', message }),
});
const XML = { 'content-type': 'text/xml' };

/** How services of each protocol say it. */
const DENIALS = {
  json: JSON_DENIAL,
  'rest-json': (message) => ({ ...JSON_DENIAL(message), status: 403 }),
  query: (message) => ({
    status: 403,
    headers: XML,
    body: `<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>${message}</Message></Error></ErrorResponse>`,
  }),
  'rest-xml': (message) => ({
    status: 403,
    headers: XML,
    body: `<Error><Code>AccessDenied</Code><Message>${message}</Message></Error>`,
  }),
};

/**
 * @param {number} motoPort
 * @returns {Promise<{ port: number, decideBy: (policy: object, context: object) => Decisions, close: () => void }>}
 * @typedef {{ performed: Set<string>, denied: { action: string, resource: string }[], faults: string[] }} Decisions
 */
export async function startProxy(motoPort) {
  let state = null;
  const answerOne = async (incoming, answer) => {
    const body = await bodyOf(incoming);
    const { method, url, headers } = incoming;
    try {
      const denial = decide({ method, url, headers, body }, state);
      if (denial) answer.writeHead(denial.status, denial.headers).end(method === 'HEAD' ? '' : denial.body);
      else forward({ incoming, body, motoPort }, answer);
    } catch (error) {
      state.decisions.faults.push(error.message);
      answer.writeHead(500).end();
    }
  };
  const server = createServer((incoming, answer) => void answerOne(incoming, answer));
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const decideBy = (policy, context) => {
    const decisions = { performed: new Set(), denied: [], faults: [] };
    state = { policy, context, decisions };
    return decisions;
  };
  return { port: server.address().port, decideBy, close: () => server.close() };
}

function decide(request, { policy, context, decisions }) {
  const read = readRequest(request);
  const denied = requirementsOf(read, context).filter((requirement) => !isAllowed(policy, requirement));
  decisions.performed.add(`${read.service}:${read.operation}`);
  if (denied.length === 0) return null;
  decisions.denied.push(...denied);
  return DENIALS[read.protocol](denied.map(({ action, resource }) => `${action} on ${resource}`).join(', '));
}

function forward({ incoming, body, motoPort }, answer) {
  const { method, url, headers } = incoming;
  const outgoing = startRequest(
    { host: '127.0.0.1', port: motoPort, method, path: url, headers },
    (response) => {
      answer.writeHead(response.statusCode, response.headers);
      response.pipe(answer);
    },
  );
  outgoing.on('error', () => answer.destroy());
  outgoing.end(body);
}
