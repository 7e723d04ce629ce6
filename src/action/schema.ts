import { z } from 'zod';

/** The fields of the event's JSON that identify the change. https://docs.github.com/en/webhooks/webhook-events-and-payloads */
export const JobEvent = z.object({
  pull_request: z
    .object({
      number: z.number().int().positive(),
      base: z.object({ ref: z.string(), sha: z.string().optional() }),
    })
    .optional(),
  merge_group: z.object({ base_ref: z.string(), base_sha: z.string().optional() }).optional(),
});

/** https://docs.github.com/en/rest/pulls/pulls#list-pull-requests-files */
export const ChangedFile = z.object({ filename: z.string(), status: z.string() });

/** https://docs.github.com/en/rest/issues/comments */
export const Comment = z.object({
  id: z.number().int(),
  html_url: z.string(),
  body: z.string().nullish(),
  author_association: z.string().nullish(),
  user: z.object({ type: z.string() }).nullish(),
});

/** https://docs.github.com/en/rest/actions/artifacts#list-artifacts-for-a-repository */
export const ArtifactPage = z.object({
  artifacts: z.array(
    z.object({
      id: z.number().int(),
      size_in_bytes: z.number(),
      expired: z.boolean(),
      workflow_run: z
        .object({
          id: z.number().int(),
          head_branch: z.string().nullish(),
          head_sha: z.string().nullish(),
          repository_id: z.number().int(),
          head_repository_id: z.number().int(),
        })
        .nullish(),
    }),
  ),
});

/** https://docs.github.com/en/rest/actions/workflow-runs#get-a-workflow-run */
export const WorkflowRun = z.object({ event: z.string() });
