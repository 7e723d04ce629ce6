import type { Trigger } from '../model/index.js';

/** A route of an API: `GET /orders`, the default route of an HTTP API, or the one by which clients of a WebSocket API connect. Function URLs, load balancers and CloudFront are no routes. */
const ROUTE = /^(?:[A-Z]{3,7}|\*) \/|^\$(?:default|connect)$/;
/** Routes that answer and change nothing, by their method. */
const READING = /^(?:GET|HEAD) /;
/** Browsers send no credentials with it: it cannot have an authorizer. https://fetch.spec.whatwg.org/#cors-preflight-fetch */
const PREFLIGHT = /^OPTIONS /;
/** Routes that a sentence names. */
const SHOWN_ROUTES = 5;

/** Routes that everybody may call: without authorizer, IAM and API key. */
export function openRoutes(triggers: readonly Trigger[]): readonly Trigger[] {
  return triggers.filter(
    ({ type, access, detail, statement = '' }) =>
      type === 'http' &&
      access === 'anyone' &&
      ROUTE.test(detail ?? '') &&
      !PREFLIGHT.test(detail ?? '') &&
      !statement.includes('API key'),
  );
}

export function isChanging({ detail }: Trigger): boolean {
  return !READING.test(detail ?? '');
}

/** `GET /orders, POST /orders: anybody may call it: no authorizer`. */
export function routeWords(routes: readonly Trigger[]): string {
  const names = routes.flatMap(({ detail }) => detail ?? []);
  const more = names.length > SHOWN_ROUTES ? ` and ${names.length - SHOWN_ROUTES} more` : '';
  const statement = routes[0]?.statement ?? 'anybody may call it';
  return `${names.slice(0, SHOWN_ROUTES).join(', ')}${more}: ${statement}`;
}
