/** Beginnings of extensions' file names, and their vendors. Only the name is checked, and anyone can give a file that name. */
const VENDORS: readonly (readonly [RegExp, string])[] = [
  [/^datadog-/, 'Datadog'],
  [/^newrelic-/, 'New Relic'],
  [/^dynatrace/, 'Dynatrace'],
  [/^honeycomb-/, 'Honeycomb'],
  [/^lumigo/, 'Lumigo'],
  [/^sentry-/, 'Sentry'],
  [/^(?:collector|opentelemetry-|otel-)/, 'OpenTelemetry (ADOT)'],
  [/^(?:aws-)?parameters-(?:and-)?secrets/i, 'AWS Parameters and Secrets'],
  [/^(?:aws-)?appconfig/i, 'AWS AppConfig'],
  [/^cloudwatch_lambda_agent$/, 'AWS Lambda Insights'],
  [/^lambda-adapter$/, 'AWS Lambda Web Adapter'],
  [/^apm-lambda-extension$/, 'Elastic'],
  [/^vault-lambda-extension$/, 'HashiCorp Vault'],
  [/^(?:coralogix|sumologic|instana|splunk|axiom)-/, 'a monitoring vendor'],
];

/** The vendor whose extension has this file name; null for an unknown vendor. */
export function vendorOfExtension(name: string): string | null {
  return VENDORS.find(([pattern]) => pattern.test(name))?.[1] ?? null;
}
