import { z } from 'zod';

const text = z.string().min(1);
/** ISO 8601 in UTC, without a fraction and a zone. */
const time = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/);
const tool = z.strictObject({ id: text, name: text, version: text, vendor: z.strictObject({ name: text }) });
const textDetail = z.strictObject({ name: text, type: z.literal('text'), value: text });
const identifier = z.strictObject({ type: text, name: text, value: text.max(255) });

/**
 * What GitLab demands of a dependency scanning report of schema 15.2.1, written from its documentation: fields that are required, their
 * patterns and largest sizes. Strict, so that a misspelt field is found, too.
 */
const report = z.strictObject({
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  scan: z.strictObject({
    analyzer: tool,
    scanner: tool,
    type: z.literal('dependency_scanning'),
    start_time: time,
    end_time: time,
    status: z.enum(['success', 'failure']),
    messages: z.array(z.strictObject({ level: z.enum(['info', 'warn', 'fatal']), value: text })),
  }),
  vulnerabilities: z.array(
    z.strictObject({
      id: text,
      name: z.string().max(255),
      description: z.string().max(1_048_576),
      severity: z.enum(['Info', 'Unknown', 'Low', 'Medium', 'High', 'Critical']),
      solution: z.string().max(7000).optional(),
      identifiers: z.array(identifier).min(1),
      links: z.array(z.strictObject({ url: z.string().regex(/^https?:\/\/.+/) })).optional(),
      details: z.record(
        text,
        z.union([
          textDetail,
          z.strictObject({
            name: text,
            type: z.literal('list'),
            items: z.array(z.strictObject({ type: z.literal('text'), value: text })),
          }),
        ]),
      ),
      location: z.strictObject({
        file: text,
        dependency: z.strictObject({
          package: z.strictObject({ name: text }),
          version: z.string(),
          direct: z.boolean().optional(),
        }),
      }),
    }),
  ),
});

export type GitlabReport = z.infer<typeof report>;

/** What of a text is not as GitLab demands; ids that occur twice, too. */
export function gitlabComplaints(json: string): unknown[] {
  const parsed = report.safeParse(JSON.parse(json));
  if (!parsed.success) return parsed.error.issues;
  const ids = parsed.data.vulnerabilities.map(({ id }) => id);
  return ids.filter((id, at) => ids.indexOf(id) !== at);
}
